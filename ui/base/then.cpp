#include "ui/base/then.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace vetrina::ui::detail {

namespace {

/// Looks at every waiting future in turn. It runs only while something waits: at once, then each millisecond, and
/// each 8 ms once the last answer is long in coming, so that an idle window uses no processor.
class Poller : public QObject {
public:
    explicit Poller(QObject* parent)
        : QObject(parent)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
    }

    void add(std::function<bool()> poll)
    {
        m_new.push_back(std::move(poll));
        m_idleRounds = 0;
        m_timer.start(0);
    }

private:
    void look()
    {
        // What an answer asks next lands in m_new, so that the loop below never sees its own vector grow.
        std::move(m_new.begin(), m_new.end(), std::back_inserter(m_waiting));
        m_new.clear();
        const std::size_t before = m_waiting.size();
        auto now = std::move(m_waiting);
        m_waiting.clear();
        for (auto& poll : now)
            if (!poll())
                m_waiting.push_back(std::move(poll));
        m_idleRounds = m_waiting.size() < before ? 0 : m_idleRounds + 1;
        if (!m_new.empty())
            m_timer.start(0);
        else if (!m_waiting.empty())
            m_timer.start(m_idleRounds < 100 ? 1 : 8);
    }

    QTimer m_timer;
    std::vector<std::function<bool()>> m_waiting, m_new;
    int m_idleRounds = 0;
};

} // namespace

void poll(std::function<bool()> poll)
{
    static QPointer<Poller> poller;
    if (!poller)
        poller = new Poller(QCoreApplication::instance());
    poller->add(std::move(poll));
}

} // namespace vetrina::ui::detail
