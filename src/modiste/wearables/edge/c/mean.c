
static void mean(const struct layer *is, const int8_t *in, int8_t *out)
{
    int t, c;
    for (c = 0; c < is->channels; c++)
        sums[c] = is->bias[c];
    for (t = 0; t < is->steps; t++, in += is->channels)
        for (c = 0; c < is->channels; c++)
            sums[c] += in[c];
    store(is, out);
}
