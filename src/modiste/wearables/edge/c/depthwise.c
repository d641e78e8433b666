
static void depthwise(const struct layer *is, const int8_t *in, int8_t *out)
{
    int t, c, i;
    for (t = 0; t < is->steps; t++, in += is->stride, out += is->channels) {
        const int8_t *weight = is->weight;
        for (c = 0; c < is->channels; c++)
            sums[c] = is->bias[c];
        for (i = 0; i < is->taps; i++, weight += is->channels)
            for (c = 0; c < is->channels; c++)
                sums[c] += weight[c] * in[i * is->dilation + c];
        store(is, out);
    }
}
