#include "ui/help/hints.h"

#include "ui/preferences/settings.h"
#include "ui/shell/status_line.h"

#include <QJsonArray>

namespace vetrina::ui {

Hints::Hints(Settings& settings, StatusLine& status, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_status(status)
    , m_hints{
        { "label", tr("A number labels this candidate and goes on. Space skips it, U takes back."), 0 },
        { "palette", tr("Ctrl+K finds every command, filter, object and place."), 5 },
        { "filter", tr("/ leaves only what you want to see: drb > 0.9 and label is none"), 15 },
        { "sheet", tr("? shows every key there is."), 30 },
        { "limits", tr("Drag with the right button on a stamp for contrast; double-click takes it back."), 50 },
    }
{
    connect(&status, &StatusLine::hintPutAway, this, [this] { done(m_shown); });
    connect(&settings, &Settings::changed, this, [this](const QString& name) {
        if (name == "hints.done")
            show();
    });
}

void Hints::setWork(bool projectOpen, quint64 labelled)
{
    m_open = projectOpen;
    m_labelled = labelled;
    show();
}

void Hints::done(const QString& id)
{
    QJsonArray done = m_settings.value("hints.done").toArray();
    if (id.isEmpty() || done.contains(id))
        return;
    done.append(id);
    m_settings.set("hints.done", done);
}

void Hints::show()
{
    const QJsonArray done = m_settings.value("hints.done").toArray();
    const Hint* due = nullptr;
    for (const Hint& hint : m_hints)
        if (m_open && !due && !done.contains(hint.id) && m_labelled >= hint.after)
            due = &hint;
    const QString id = due ? due->id : QString();
    if (id == m_shown)
        return;
    m_shown = id;
    m_status.setHint(due ? due->words : QString());
}

} // namespace vetrina::ui
