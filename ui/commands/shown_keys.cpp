#include "ui/commands/shown_keys.h"

#include "ui/commands/commands.h"
#include "ui/widgets/key_cap.h"

#include <QAbstractButton>
#include <QAction>
#include <QRegularExpression>

namespace vetrina::ui {

namespace {

constexpr auto ofCommand = "vetrinaKeyOf"; ///< the id, once it was recognised by the key it came with

/// The id of the command that the widget shows the key of; empty where it shows none.
QString commandOf(QWidget* widget, const Commands& commands, const QString& shownKey)
{
    const QVariant known = widget->property(ofCommand);
    if (known.isValid() && (known.toString().isEmpty() || commands.find(known.toString())))
        return known.toString();
    for (const Command& command : commands.all())
        for (const QKeySequence& key : command.shipped)
            if (!command.ofScheme && keyText(key) == shownKey) {
                widget->setProperty(ofCommand, command.id);
                return command.id;
            }
    return {};
}

} // namespace

ShownKeys::ShownKeys(Commands& commands, QWidget& window)
    : QObject(&window)
    , m_commands(commands)
    , m_window(window)
{
    connect(&commands, &Commands::changed, this, &ShownKeys::refresh);
}

void ShownKeys::refresh()
{
    const auto now = [this](const QString& id) {
        const Command* command = m_commands.find(id);
        return command ? keyText(command->action->shortcut()) : QString();
    };
    for (KeyCap* cap : m_window.findChildren<KeyCap*>())
        if (const QString id = commandOf(cap, m_commands, cap->key()); !id.isEmpty())
            cap->setKey(now(id));
    static const QRegularExpression bracketed(R"( \(([^()]+)\)$)");
    for (QAbstractButton* button : m_window.findChildren<QAbstractButton*>()) {
        auto* keyed = qobject_cast<KeyButton*>(button);
        const auto match = bracketed.match(button->toolTip());
        const QString shown = keyed && !keyed->key().isEmpty() ? keyed->key()
            : match.hasMatch()                                 ? QString(match.captured(1)).replace('+', ' ')
                                                               : QString();
        if (shown.isEmpty() && !button->property(ofCommand).isValid())
            continue;
        const QString id = commandOf(button, m_commands, shown);
        if (id.isEmpty())
            continue;
        if (keyed && !(keyed->key().isEmpty() && match.hasMatch())) // one without a cap says it in its words
            keyed->setKey(now(id));
        if (match.hasMatch()) {
            const QString key = now(id);
            button->setToolTip(button->toolTip().left(match.capturedStart())
                + (key.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(key)));
        }
    }
}

} // namespace vetrina::ui
