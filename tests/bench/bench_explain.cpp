// From the request to the Grad-CAM at hand, as the window asks for it: through a session, on a project of real packets.
//
//     bench_explain PROJECT.vetrina WEIGHTS CARD [WEIGHTS CARD ...]

#include "core/base/thread.h"
#include "core/session/candidates.h"
#include "core/session/explain.h"
#include "core/session/scores.h"
#include "core/session/session.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

using namespace vetrina;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t asked = 100; ///< candidates
constexpr auto pause = std::chrono::milliseconds(20); ///< between two: nobody steps faster

double milliseconds(Clock::time_point since)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

struct Times {
    std::vector<double> all;

    [[nodiscard]] double at(double share)
    {
        std::ranges::sort(all);
        return all.empty() ? 0 : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    }
};

/// One after the other; those without a map count too, and are counted.
Times ask(session::Session& session, session::Explain::Request request, std::size_t& blank)
{
    Times times;
    const auto rows = std::min(session.candidates().count(), asked);
    for (std::size_t i = 0; i < rows; ++i) {
        request.row = static_cast<data::Row>(i);
        Progress progress;
        const auto began = Clock::now();
        const auto saliency = session.explain().of(request, {}, progress);
        times.all.push_back(milliseconds(began));
        if (!saliency)
            std::printf("  %s\n", saliency.error().message.c_str());
        else
            blank += saliency->state != explain::Saliency::State::Map;
        std::this_thread::sleep_for(pause);
    }
    return times;
}

void measure(const char* project, const char* weights, const char* card)
{
    auto session = session::Session::open(project, {});
    if (!session) {
        std::printf("%s\n", session.error().message.c_str());
        return;
    }
    session::Explain::Request request;
    request.model = weights;
    request.card = card;
    Progress progress;
    const auto began = Clock::now();
    if (const auto first = (*session)->explain().of(request, {}, progress); !first) {
        std::printf("%s: %s\n", weights, first.error().message.c_str());
        return;
    }
    std::printf("%s\n  first, with LibTorch and the model to load: %.0f ms\n", weights, milliseconds(began));
    std::size_t blank = 0;
    auto alone = ask(**session, request, blank);
    std::printf("  %zu more: median %.1f, p99 %.1f, most %.1f ms; %zu of them have no map\n", alone.all.size(),
        alone.at(0.5), alone.at(0.99), alone.at(1), blank);
    std::stop_source stop;
    auto scoring = startThread("scoring", [&](std::stop_token) {
        while (!stop.stop_requested()) {
            Progress unwatched;
            if (!(*session)->scores().run(weights, card, {}, stop.get_token(), unwatched))
                return;
        }
    });
    std::this_thread::sleep_for(std::chrono::seconds(1));
    auto beside = ask(**session, request, blank);
    stop.request_stop();
    std::printf("  beside a scoring run with the same model: median %.1f, p99 %.1f, most %.1f ms\n", beside.at(0.5),
        beside.at(0.99), beside.at(1));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4 || argc % 2 != 0) {
        std::puts("bench_explain PROJECT.vetrina WEIGHTS CARD [WEIGHTS CARD ...]");
        return 2;
    }
    std::printf("%u cores\n", usableCores());
    for (int i = 2; i + 1 < argc; i += 2)
        measure(argv[1], argv[i], argv[i + 1]);
    return 0;
}
