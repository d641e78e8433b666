/* Kernels: plain C99 in 32 bits, no library. Activations are int8, step after step; sums stay within 2^30. */

/* value / 2^shift, to the nearest whole number, halves upward. It is shifted as an unsigned number, since C99
   leaves the right shift of a negative one to the compiler. */
static int32_t shifted(int32_t value, int shift)
{
    uint32_t raised = (uint32_t)value + ((uint32_t)1 << 30) + (((uint32_t)1 << shift) >> 1);
    return (int32_t)(raised >> shift) - (int32_t)(((uint32_t)1 << 30) >> shift);
}

static int32_t clamped(int32_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* sum * multiplier / 2^shift, the sum first brought to 16 bits: of a shift, `late` bits are left for later. */
static int32_t scaled(int32_t sum, int32_t multiplier, int shift, int late)
{
    int early = shift > late ? shift - late : 0;
    return shifted(clamped(shifted(sum, early), -32768, 32767) * multiplier, shift - early);
}

static void copy(int8_t *out, const int8_t *in, int count)
{
    int i;
    for (i = 0; i < count; i++)
        out[i] = in[i];
}

/* One step's sums as activations. */
static void store(const struct layer *is, int8_t *restrict out)
{
    const int16_t *restrict multiplier = is->multiplier;
    const uint8_t *restrict shift = is->shift;
    const int32_t channels = is->channels, zero = is->zero, low = is->low, high = is->high;
    int c;
    for (c = 0; c < channels; c++)
        out[c] = (int8_t)clamped(scaled(sums[c], multiplier[c], shift[c], 21) + zero, low, high);
}

/* The sums of one step: each channel's weights times what lies in front of them, which is one piece of memory.
   Four channels share what they read, widened once: processors multiply and add pairs of 16 bits at a stroke. */
static void dot(const struct layer *is, const int8_t *restrict in)
{
    const int8_t *a = is->weight;
    const int taps = is->taps;
    int c, i;
    for (i = 0; i < taps; i++)
        seen[i] = in[i];
    for (c = 0; c < is->channels; c += 4, a += 4 * taps) {
        const int8_t *b = a + taps, *d = b + taps, *e = d + taps;
        int32_t sum_a = is->bias[c], sum_b = is->bias[c + 1], sum_d = is->bias[c + 2], sum_e = is->bias[c + 3];
        for (i = 0; i < taps; i++) {
            sum_a += (int16_t)a[i] * seen[i];
            sum_b += (int16_t)b[i] * seen[i];
            sum_d += (int16_t)d[i] * seen[i];
            sum_e += (int16_t)e[i] * seen[i];
        }
        sums[c] = sum_a;
        sums[c + 1] = sum_b;
        sums[c + 2] = sum_d;
        sums[c + 3] = sum_e;
    }
}
