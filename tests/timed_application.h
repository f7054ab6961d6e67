#pragma once

#include <QApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <time.h>
#include <vector>

namespace timed {

using Clock = std::chrono::steady_clock;

inline double msBetween(Clock::time_point from, Clock::time_point to)
{
    return std::chrono::duration<double, std::milli>(to - from).count();
}

inline double cpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

inline void say(const char* what, std::vector<double> ms)
{
    if (ms.empty())
        return;
    std::ranges::sort(ms);
    std::printf("%-44s p50 %7.2f ms  p99 %7.2f ms  most %7.2f ms  (%zu)\n", what, ms[ms.size() / 2],
        ms[ms.size() * 99 / 100], ms.back(), ms.size());
}

/// An application that knows how long its loop ever stood still, and over what: a timer of its own is that late.
class Application : public QApplication {
public:
    Application(int& argc, char** argv)
        : QApplication(argc, argv)
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        connect(&m_beat, &QTimer::timeout, this, [this] { beat(); });
    }

    void measure(bool on)
    {
        m_last = Clock::now();
        m_lastCpu = cpuMs();
        m_slowest = m_painted = {};
        on ? m_beat.start(beatMs) : m_beat.stop();
    }
    /// What a test asks for itself, which the window would not: the loop stands still over it, and it does not count.
    template <typename Ask> auto apart(Ask&& ask)
    {
        const auto begin = Clock::now();
        const double cpu = cpuMs();
        const auto answer = ask();
        const auto took = Clock::now() - begin;
        const double tookCpu = cpuMs() - cpu;
        m_last += took;
        m_lastCpu += tookCpu;
        m_apart += std::chrono::duration<double, std::milli>(took).count();
        m_apartCpu += tookCpu;
        return answer;
    }
    void forget()
    {
        m_stalls.clear();
        m_long.clear();
    }

    bool notify(QObject* receiver, QEvent* event) override
    {
        const auto type = event->type();
        const char* name = receiver->metaObject()->className(); // itself may be gone then
        const auto begin = Clock::now();
        const double cpu = cpuMs(), apart = m_apart, apartCpu = m_apartCpu;
        if (m_depth++ == 0)
            m_inside = {};
        const bool answered = QApplication::notify(receiver, event);
        const Slow slow{ msBetween(begin, Clock::now()) - (m_apart - apart), cpuMs() - cpu - (m_apartCpu - apartCpu),
            static_cast<int>(type), name };
        if (--m_depth > 0) { // sent inside of another
            if (slow.ms > m_inside.ms && type == QEvent::Paint)
                m_inside = slow;
            return answered;
        }
        if (slow.ms > m_slowest.ms) {
            m_slowest = slow;
            m_painted = m_inside;
        }
        if (type == QEvent::UpdateRequest && painted)
            painted();
        return answered;
    }

    std::function<void()> painted; ///< after everything that wanted it was painted

    void report()
    {
        say("the window's loop stands still", m_stalls);
        std::ranges::sort(m_long, std::greater<>(), &Turn::ms);
        for (std::size_t i = 0; i < std::min<std::size_t>(m_long.size(), 12); ++i) {
            const auto& [ms, cpu, slow, paint] = m_long[i];
            std::printf("    %6.1f ms (%5.1f of processor), of it %6.1f (%5.1f) in event %d of %s", ms, cpu, slow.ms,
                slow.cpu, slow.type, slow.receiver);
            if (paint.ms > 0)
                std::printf(", %.1f (%.1f) in the paint of %s", paint.ms, paint.cpu, paint.receiver);
            std::printf("\n");
        }
    }

private:
    struct Slow {
        double ms = 0, cpu = 0;
        int type = 0;
        const char* receiver = "";
    };
    struct Turn {
        double ms = 0, cpu = 0;
        Slow slowest, painted; ///< the slowest event, and the slowest paint within it
    };

    static constexpr int beatMs = 2;

    void beat()
    {
        const auto now = Clock::now();
        const double cpu = cpuMs(), ms = std::max(0.0, msBetween(m_last, now) - beatMs);
        m_stalls.push_back(ms);
        if (ms > 8)
            m_long.push_back({ ms, cpu - m_lastCpu, m_slowest, m_painted });
        m_slowest = m_painted = {};
        m_last = now;
        m_lastCpu = cpu;
    }

    int m_depth = 0;
    QTimer m_beat;
    Clock::time_point m_last;
    double m_lastCpu = 0, m_apart = 0, m_apartCpu = 0;
    Slow m_slowest, m_painted, m_inside;
    std::vector<double> m_stalls;
    std::vector<Turn> m_long;
};

} // namespace timed
