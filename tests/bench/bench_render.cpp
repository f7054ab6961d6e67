// Restretching a candidate: limits, stretch and colour map of three 63 x 63 stamps, beside astropy and matplotlib.
//
//   bench_render [PYTHON]     PYTHON: one with astropy and matplotlib; without it only our own figures
#include "core/image/render.h"
#include "core/image/smooth.h"
#include "tests/core/image/planes.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace vetrina::image;

namespace {

/// The three stamps, of the same recipes as the goldens.
std::vector<planes::Plane> stamps()
{
    std::vector<planes::Plane> three;
    for (const std::size_t i : { 1U, 0U, 2U }) // stars, sky, difference
        three.push_back(planes::synthetic(planes::recipes()[i]));
    return three;
}

/// Median milliseconds of one run.
template <typename Work> double median(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < 400; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(times, times.begin() + 200);
    return times[200];
}

double restretch(const std::vector<planes::Plane>& three, LimitsRule rule, Stretch stretch, const ColorMap& map)
{
    std::vector<std::uint32_t> argb(63 * 63);
    Display display;
    display.stretch = stretch;
    display.map = &map;
    return median([&] {
        for (const auto& plane : three)
            render(plane.view(), limitsOf(plane.view(), rule), display, argb);
    });
}

} // namespace

int main(int argc, char** argv)
{
    const auto three = stamps();
    const auto& viridis = *ColorMap::named("viridis").value();
    std::printf("three 63 x 63 stamps: limits, stretch, map; median of 400, ms\n");
    for (const auto rule : { LimitsRule::MinMax, LimitsRule::P99_5, LimitsRule::ZScale, LimitsRule::ZScaleDs9 }) {
        std::printf("  %-11s", std::string(name(rule)).c_str());
        for (const auto stretch : { Stretch::Linear, Stretch::Asinh, Stretch::Log, Stretch::HistEq })
            std::printf("  %s %.3f", std::string(name(stretch)).c_str(), restretch(three, rule, stretch, viridis));
        std::printf("\n");
    }
    std::printf("  smoothing the three before that:");
    for (const Smoothing& smoothing : { Smoothing{}, Smoothing{ Smoothing::Kernel::Boxcar, 3, 1.5 },
             Smoothing{ Smoothing::Kernel::Gaussian, 20, 10 } })
        std::printf("  %s %d %.3f", std::string(name(smoothing.kernel)).c_str(), smoothing.radius, median([&] {
            for (const auto& plane : three)
                (void)smoothed(plane.view(), smoothing);
        }));
    std::printf("\n");
    if (argc > 1) {
        std::printf("the same with astropy and matplotlib:\n");
        std::fflush(stdout);
        const auto command =
            std::string(argv[1]) + " " VETRINA_BENCH_SOURCE "/render_peer.py " VETRINA_BENCH_SOURCE "/../golden/image";
        return std::system(command.c_str()) == 0 ? 0 : 1;
    }
    return 0;
}
