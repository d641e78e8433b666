
static void fill(int8_t *out, int8_t value, int count)
{
    int i;
    for (i = 0; i < count; i++)
        out[i] = value;
}
