/* The kernels on floats of fixtures/src/kernels.py as C has them. */
#include <math.h>
#include <stdint.h>

int64_t mandelbrot(int64_t size, int64_t limit)
{
    int64_t total = 0;
    for (int64_t row = 0; row < size; row++) {
        for (int64_t column = 0; column < size; column++) {
            double cx = -2.0 + 3.0*column/size, cy = -1.5 + 3.0*row/size, x = 0, y = 0;
            int64_t n = 0;
            while (n < limit && x*x + y*y <= 4.0) {
                double next = x*x - y*y + cx;
                y = 2.0*x*y + cy;
                x = next;
                n++;
            }
            total += n;
        }
    }
    return total;
}

double polynomial_sum(int64_t n)
{
    double total = 0;
    for (int64_t i = 0; i < n; i++) {
        double x = i*0.001;
        total += ((0.5*x - 1.25)*x + 3.0)*x - 7.5;
    }
    return total;
}

double newton_sqrts(int64_t n)
{
    double total = 0;
    for (int64_t i = 1; i <= n; i++) {
        double a = i, x = a;
        for (int k = 0; k < 12; k++)
            x = 0.5*(x + a/x);
        total += x;
    }
    return total;
}

static double normal_cdf(double x)
{
    double t = 1.0/(1.0 + 0.2316419*fabs(x));
    double tail = 0.3989422804014327*exp(-0.5*x*x)*t
        *(0.319381530 + t*(-0.356563782 + t*(1.781477937 + t*(-1.821255978 + t*1.330274429))));
    return x < 0.0 ? tail : 1.0 - tail;
}

static double black_scholes(double spot, double strike, double rate, double sigma, double years)
{
    double d1 = (log(spot/strike) + (rate + 0.5*sigma*sigma)*years)/(sigma*sqrt(years));
    double d2 = d1 - sigma*sqrt(years);
    return spot*normal_cdf(d1) - strike*exp(-rate*years)*normal_cdf(d2);
}

double option_prices(int64_t n)
{
    double total = 0;
    for (int64_t i = 0; i < n; i++)
        total += black_scholes(100.0, 50.0 + i*0.01, 0.03, 0.2, 1.5);
    return total;
}

double logistic_map(double r, double x, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        x = r*x*(1.0 - x);
    return x;
}

static double bell(double x)
{
    return exp(-x*x);
}

double simpson(double a, double b, int64_t n)
{
    double h = (b - a)/n, s = bell(a) + bell(b);
    for (int64_t i = 1; i < n; i++)
        s += (i % 2 == 1 ? 4.0 : 2.0)*bell(a + i*h);
    return s*h/3.0;
}

double leibniz_pi(int64_t n)
{
    double s = 0, sign = 1;
    for (int64_t i = 0; i < n; i++) {
        s += sign/(2*i + 1);
        sign = -sign;
    }
    return 4.0*s;
}

static double clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

double clamped_wave(int64_t n, double low, double high)
{
    double total = 0, x = 0;
    for (int64_t i = 0; i < n; i++) {
        x += 0.37;
        if (x > 3.0)
            x -= 6.0;
        total += clamp(x, low, high);
    }
    return total;
}

double orbit(int64_t steps, double dt)
{
    double x = 1, y = 0, vx = 0, vy = 1;
    for (int64_t i = 0; i < steps; i++) {
        double r2 = x*x + y*y, r3 = r2*sqrt(r2);
        vx -= dt*x/r3;
        vy -= dt*y/r3;
        x += dt*vx;
        y += dt*vy;
    }
    return sqrt(x*x + y*y);
}

static double distance(double x1, double y1, double x2, double y2)
{
    double dx = x2 - x1, dy = y2 - y1;
    return sqrt(dx*dx + dy*dy);
}

double spiral_length(int64_t n)
{
    double length = 0, x = 0, y = 0;
    for (int64_t i = 1; i <= n; i++) {
        double angle = i*0.01, u = angle*cos(angle), v = angle*sin(angle);
        length += distance(x, y, u, v);
        x = u;
        y = v;
    }
    return length;
}

double monte_carlo_pi(int64_t n, int64_t seed)
{
    int64_t inside = 0;
    for (int64_t i = 0; i < n; i++) {
        seed = (seed*1103515245 + 12345) % 2147483648;
        double x = seed/2147483648.0;
        seed = (seed*1103515245 + 12345) % 2147483648;
        double y = seed/2147483648.0;
        inside += x*x + y*y <= 1.0;
    }
    return 4.0*inside/n;
}
