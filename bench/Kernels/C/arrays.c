/* The kernels on arrays of fixtures/src/kernels.py as C has them. Each array comes with its length, whether or not it is of use. */
#include <math.h>
#include <stdint.h>

int64_t sum_ints(const int64_t *xs, int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++)
        total += xs[i];
    return total;
}

double sum_floats(const double *xs, int64_t n)
{
    double total = 0;
    for (int64_t i = 0; i < n; i++)
        total += xs[i];
    return total;
}

double dot(const double *xs, int64_t n, const double *ys, int64_t ys_n)
{
    double s = 0;
    for (int64_t i = 0; i < n; i++)
        s += xs[i]*ys[i];
    return s;
}

int64_t dot_ints(const int64_t *xs, int64_t n, const int64_t *ys, int64_t ys_n)
{
    int64_t s = 0;
    for (int64_t i = 0; i < n; i++)
        s += xs[i]*ys[i];
    return s;
}

void saxpy(double a, const double *restrict xs, int64_t n, double *restrict ys, int64_t ys_n)
{
    for (int64_t i = 0; i < n; i++)
        ys[i] += a*xs[i];
}

void clamp_in_place(double *xs, int64_t n, double low, double high)
{
    for (int64_t i = 0; i < n; i++) {
        if (xs[i] < low)
            xs[i] = low;
        else if (xs[i] > high)
            xs[i] = high;
    }
}

void map_linear(const double *restrict xs, int64_t n, double *restrict out, int64_t out_n, double a, double b)
{
    for (int64_t i = 0; i < n; i++)
        out[i] = a*xs[i] + b;
}

double minimum(const double *xs, int64_t n)
{
    double best = xs[0];
    for (int64_t i = 0; i < n; i++) {
        if (xs[i] < best)
            best = xs[i];
    }
    return best;
}

int64_t maximum(const int64_t *xs, int64_t n)
{
    int64_t best = xs[0];
    for (int64_t i = 0; i < n; i++) {
        if (xs[i] > best)
            best = xs[i];
    }
    return best;
}

int64_t argmin(const double *xs, int64_t n)
{
    int64_t best = 0;
    for (int64_t i = 1; i < n; i++) {
        if (xs[i] < xs[best])
            best = i;
    }
    return best;
}

int64_t count_above(const double *xs, int64_t n, double threshold)
{
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++)
        count += xs[i] > threshold;
    return count;
}

int64_t sum_above(const int64_t *xs, int64_t n, int64_t threshold)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        if (xs[i] > threshold)
            total += xs[i];
    }
    return total;
}

int64_t count_equal(const int64_t *xs, int64_t n, const int64_t *ys, int64_t ys_n)
{
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++)
        count += xs[i] == ys[i];
    return count;
}

int64_t xor_checksum(const int64_t *xs, int64_t n)
{
    int64_t h = 0;
    for (int64_t i = 0; i < n; i++)
        h ^= xs[i];
    return h;
}

void prefix_sums(const int64_t *restrict xs, int64_t n, int64_t *restrict out, int64_t out_n)
{
    int64_t s = 0;
    for (int64_t i = 0; i < n; i++) {
        s += xs[i];
        out[i] = s;
    }
}

void reverse(int64_t *xs, int64_t n)
{
    for (int64_t i = 0, j = n - 1; i < j; i++, j--) {
        int64_t x = xs[i];
        xs[i] = xs[j];
        xs[j] = x;
    }
}

void stencil(const double *restrict xs, int64_t n, double *restrict out, int64_t out_n)
{
    for (int64_t i = 1; i < n - 1; i++)
        out[i] = 0.25*xs[i - 1] + 0.5*xs[i] + 0.25*xs[i + 1];
}

void convolve(const double *restrict xs, int64_t xs_n, const double *restrict kernel, int64_t k, double *restrict out, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        double s = 0;
        for (int64_t j = 0; j < k; j++)
            s += xs[i + j]*kernel[j];
        out[i] = s;
    }
}

void moving_average(const double *restrict xs, int64_t n, double *restrict out, int64_t out_n, int64_t window)
{
    double s = 0;
    for (int64_t i = 0; i < n; i++) {
        s += xs[i];
        if (i >= window)
            s -= xs[i - window];
        out[i] = s/window;
    }
}

void normalise(const double *restrict xs, int64_t n, double *restrict out, int64_t out_n)
{
    double mean = 0, variance = 0;
    for (int64_t i = 0; i < n; i++)
        mean += xs[i];
    mean /= n;
    for (int64_t i = 0; i < n; i++)
        variance += (xs[i] - mean)*(xs[i] - mean);
    double deviation = sqrt(variance/n);
    for (int64_t i = 0; i < n; i++)
        out[i] = (xs[i] - mean)/deviation;
}

void polynomial_values(const double *restrict xs, int64_t n, double *restrict out, int64_t out_n)
{
    for (int64_t i = 0; i < n; i++) {
        double x = xs[i];
        out[i] = (((0.5*x - 1.25)*x + 3.0)*x - 7.5)*x + 2.0;
    }
}

void grayscale(
    const int64_t *restrict red, int64_t red_n, const int64_t *restrict green, int64_t green_n,
    const int64_t *restrict blue, int64_t blue_n, int64_t *restrict out, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        out[i] = (77*red[i] + 150*green[i] + 29*blue[i]) >> 8;
}

void histogram(const int64_t *restrict xs, int64_t n, int64_t *restrict counts, int64_t buckets)
{
    for (int64_t i = 0; i < buckets; i++)
        counts[i] = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t place = xs[i] % buckets;
        counts[place < 0 ? place + buckets : place]++;
    }
}
