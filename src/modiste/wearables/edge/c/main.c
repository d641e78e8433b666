/* Compares the model with the golden vectors; with a number, also times so many windows on this machine. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "golden.h"
#include "model.h"

int main(int argc, char **argv)
{
    int16_t logits[MODEL_CLASSES];
    int worst = 0, i, k;
    long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 0, n;

    for (i = 0; i < GOLDEN; i++) {
        model_run(golden_input[i], logits);
        for (k = 0; k < MODEL_CLASSES; k++) {
            int apart = abs(logits[k] - golden_logits[i][k]);
            worst = apart > worst ? apart : worst;
        }
    }
    printf("%d golden windows, largest difference %d\n", GOLDEN, worst);
    if (runs > 0) {
        clock_t start = clock();
        for (n = 0; n < runs; n++)
            model_run(golden_input[n % GOLDEN], logits);
        printf("%.3f us a window\n", 1e6 * (double)(clock() - start) / CLOCKS_PER_SEC / (double)runs);
    }
    return worst > 1;
}
