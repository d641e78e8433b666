
static void conv(const struct layer *is, const int8_t *in, int8_t *out)
{
    int t;
    for (t = 0; t < is->steps; t++, in += is->stride, out += is->channels) {
        dot(is, in);
        store(is, out);
    }
}
