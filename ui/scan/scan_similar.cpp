// What looks like the candidate on screen: its commands.
#include "ui/commands/commands.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/similar/similar_panel.h"
#include "ui/similar/similar_strip.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QAction>
#include <QListView>
#include <QPushButton>

namespace vetrina::ui {

void ScanPage::makeSimilarCommands()
{
    SimilarPanel* similar = m_opinions->similar();
    const auto handBack = [this, similar] {
        if (similar->strip()->hasFocus() || similar->make()->hasFocus())
            m_stamps->view(m_stamps->inHand())->setFocus();
    };
    add(Command::Menu::View,
        { "view.similar", tr("Looks like"), tr("More of the candidates that look like this one, with the keys") },
        { Qt::Key_R }, [this, similar, handBack] {
            if (!similar->isVisible())
                return Q_EMIT said(m_project && !m_project->services().embeddings
                        ? tr("This project takes no vectors.")
                        : tr("The window is too narrow for the column that shows what looks like this one."),
                    false);
            if (similar->unfolded() && similar->strip()->hasFocus()) {
                similar->unfold(false);
                return handBack();
            }
            similar->unfold(true);
            similar->takeKeys();
            if (const QString words = similar->words(); !words.isEmpty())
                Q_EMIT said(words, false);
        });
    QAction* back = add(Command::Menu::Move,
        { "move.back", tr("Back from what looks like it"), tr("To the candidate whose look-alike this one is") },
        { QKeySequence(Qt::SHIFT | Qt::Key_R) }, [this] {
            if (m_cameFrom.empty())
                return;
            const data::Row row = m_cameFrom.back();
            m_cameFrom.pop_back();
            showRow(row);
        });
    m_commands->change(back, [this](Command& command) {
        command.why = [this, before = command.why] {
            const QString other = before();
            return !other.isEmpty() ? other : m_cameFrom.empty() ? tr("No look-alike was gone to") : QString();
        };
    });
    connect(similar, &SimilarPanel::rowAsked, this, [this](data::Row row) {
        if (m_row >= 0)
            m_cameFrom.push_back(m_row);
        showRow(row);
        Q_EMIT said(tr("Shift R goes back."), false);
    });
    connect(similar, &SimilarPanel::keysLeft, this, handBack);
    connect(similar, &SimilarPanel::said, this, &ScanPage::said);
    keepPart(
        "similar",
        [similar] {
            return QVariantMap{ { "unfolded", similar->unfolded() } };
        },
        [similar](const QVariantMap& words) { similar->unfold(words["unfolded"].toBool()); });
}

} // namespace vetrina::ui
