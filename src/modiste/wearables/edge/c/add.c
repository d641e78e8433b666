
/* A sum of two tensors of different scales. */
static void add(const struct sum *is, const int8_t *a, const int8_t *b, int8_t *out)
{
    int i;
    for (i = 0; i < is->count; i++) {
        int32_t total = a[i] * is->multiplier_a + b[i] * is->multiplier_b + is->offset;
        out[i] = (int8_t)clamped(shifted(total, is->shift) + is->zero, is->low, is->high);
    }
}
