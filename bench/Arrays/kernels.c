/* The kernels of fixtures/src/arrays.py as C has them: nothing is checked, an int that is too large is no concern. */
#include <stdint.h>

double total(const double *xs, int64_t n)
{
    double s = 0;
    for (int64_t i = 0; i < n; i++)
        s += xs[i];
    return s;
}

double dot(const double *xs, const double *ys, int64_t n)
{
    double s = 0;
    for (int64_t i = 0; i < n; i++)
        s += xs[i]*ys[i];
    return s;
}

void saxpy(double a, const double *xs, double *ys, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        ys[i] += a*xs[i];
}

void prefix_sums(int64_t *xs, int64_t n)
{
    for (int64_t i = 1; i < n; i++)
        xs[i] += xs[i - 1];
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

int64_t sieve(int64_t *flags, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        flags[i] = 1;
    if (n > 0)
        flags[0] = 0;
    if (n > 1)
        flags[1] = 0;
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

void matrix_multiply(const double *a, const double *b, double *c, int64_t n)
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

void convolve(const double *xs, const double *kernel, double *out, int64_t k, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        double s = 0;
        for (int64_t j = 0; j < k; j++)
            s += xs[i + j]*kernel[j];
        out[i] = s;
    }
}

int64_t edit_distance(const int64_t *a, const int64_t *b, int64_t *row, int64_t m, int64_t n)
{
    for (int64_t j = 0; j <= n; j++)
        row[j] = j;
    for (int64_t i = 0; i < m; i++) {
        int64_t diagonal = row[0];
        row[0] = i + 1;
        for (int64_t j = 0; j < n; j++) {
            int64_t cost = a[i] == b[j] ? 0 : 1;
            int64_t best = row[j] + 1;
            if (row[j + 1] + 1 < best)
                best = row[j + 1] + 1;
            if (diagonal + cost < best)
                best = diagonal + cost;
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[n];
}

void quicksort(int64_t *xs, int64_t low, int64_t high)
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
    quicksort(xs, low, j);
    quicksort(xs, i, high);
}

void histogram(const int64_t *xs, int64_t *counts, int64_t n, int64_t buckets)
{
    for (int64_t i = 0; i < n; i++) {
        int64_t place = xs[i] % buckets;
        counts[place < 0 ? place + buckets : place]++;
    }
}

int64_t binary_search(const int64_t *xs, int64_t n, int64_t v)
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
