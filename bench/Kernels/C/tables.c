/* The kernels of fixtures/src/kernels.py that sort, search and fill tables, as C has them. */
#include <stdint.h>

int64_t sieve(int64_t *flags, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        flags[i] = 1;
    flags[0] = flags[1] = 0;
    for (int64_t i = 2; i*i < n; i++) {
        if (flags[i]) {
            for (int64_t j = i*i; j < n; j += i)
                flags[j] = 0;
        }
    }
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++)
        count += flags[i];
    return count;
}

void insertion_sort(int64_t *xs, int64_t n)
{
    for (int64_t i = 1; i < n; i++) {
        int64_t v = xs[i], j = i - 1;
        while (j >= 0 && xs[j] > v) {
            xs[j + 1] = xs[j];
            j--;
        }
        xs[j + 1] = v;
    }
}

void bubble_sort(int64_t *xs, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        for (int64_t j = 0; j < n - 1 - i; j++) {
            if (xs[j] > xs[j + 1]) {
                int64_t x = xs[j];
                xs[j] = xs[j + 1];
                xs[j + 1] = x;
            }
        }
    }
}

void quicksort(int64_t *xs, int64_t xs_n, int64_t low, int64_t high)
{
    if (low >= high)
        return;
    int64_t pivot = xs[(low + high)/2], i = low, j = high;
    while (i <= j) {
        while (xs[i] < pivot)
            i++;
        while (xs[j] > pivot)
            j--;
        if (i <= j) {
            int64_t x = xs[i];
            xs[i] = xs[j];
            xs[j] = x;
            i++;
            j--;
        }
    }
    quicksort(xs, xs_n, low, j);
    quicksort(xs, xs_n, i, high);
}

static int64_t binary_search(const int64_t *xs, int64_t n, int64_t v)
{
    int64_t low = 0, high = n - 1;
    while (low <= high) {
        int64_t middle = (low + high)/2;
        if (xs[middle] < v)
            low = middle + 1;
        else if (xs[middle] > v)
            high = middle - 1;
        else
            return middle;
    }
    return -1;
}

int64_t binary_searches(const int64_t *xs, int64_t n, const int64_t *wanted, int64_t wanted_n)
{
    int64_t found = 0;
    for (int64_t i = 0; i < wanted_n; i++)
        found += binary_search(xs, n, wanted[i]) >= 0;
    return found;
}

void matrix_multiply(
    const double *restrict a, int64_t a_n, const double *restrict b, int64_t b_n, double *restrict c, int64_t c_n, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        for (int64_t j = 0; j < n; j++) {
            double s = 0;
            for (int64_t k = 0; k < n; k++)
                s += a[i*n + k]*b[k*n + j];
            c[i*n + j] = s;
        }
    }
}

void matrix_vector(const double *restrict a, int64_t a_n, const double *restrict x, int64_t n, double *restrict y, int64_t y_n)
{
    for (int64_t i = 0; i < y_n; i++) {
        double s = 0;
        for (int64_t j = 0; j < n; j++)
            s += a[i*n + j]*x[j];
        y[i] = s;
    }
}

void transpose(const double *restrict a, int64_t a_n, double *restrict b, int64_t b_n, int64_t rows, int64_t columns)
{
    for (int64_t i = 0; i < rows; i++) {
        for (int64_t j = 0; j < columns; j++)
            b[j*rows + i] = a[i*columns + j];
    }
}

static inline int64_t min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t edit_distance(
    const int64_t *restrict a, int64_t m, const int64_t *restrict b, int64_t n, int64_t *restrict row, int64_t row_n)
{
    for (int64_t j = 0; j <= n; j++)
        row[j] = j;
    for (int64_t i = 0; i < m; i++) {
        int64_t diagonal = row[0];
        row[0] = i + 1;
        for (int64_t j = 0; j < n; j++) {
            int64_t cost = a[i] == b[j] ? 0 : 1;
            int64_t best = min(min(row[j] + 1, row[j + 1] + 1), diagonal + cost);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[n];
}

int64_t knapsack(
    const int64_t *restrict weights, int64_t n, const int64_t *restrict values, int64_t values_n, int64_t *restrict best, int64_t best_n)
{
    for (int64_t c = 0; c < best_n; c++)
        best[c] = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t w = weights[i], v = values[i];
        for (int64_t c = best_n - 1; c >= w; c--) {
            if (best[c - w] + v > best[c])
                best[c] = best[c - w] + v;
        }
    }
    return best[best_n - 1];
}

void shortest_paths(int64_t *d, int64_t d_n, int64_t n)
{
    for (int64_t k = 0; k < n; k++) {
        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = 0; j < n; j++) {
                int64_t through = d[i*n + k] + d[k*n + j];
                if (through < d[i*n + j])
                    d[i*n + j] = through;
            }
        }
    }
}

void life_step(const int64_t *restrict cells, int64_t cells_n, int64_t *restrict out, int64_t out_n, int64_t width, int64_t height)
{
    for (int64_t y = 1; y < height - 1; y++) {
        for (int64_t x = 1; x < width - 1; x++) {
            int64_t i = y*width + x;
            int64_t n = cells[i - width - 1] + cells[i - width] + cells[i - width + 1] + cells[i - 1] + cells[i + 1]
                + cells[i + width - 1] + cells[i + width] + cells[i + width + 1];
            out[i] = n == 3 || (n == 2 && cells[i] == 1);
        }
    }
}
