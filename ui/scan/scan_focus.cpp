// Where the keys of lists and plots go: F6 from pane to pane.
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/scan/fact_list.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QListView>
#include <QPushButton>

#include <array>

namespace vetrina::ui {

Workspace::Face ScanPage::face() const
{
    return { Place::Scan, QStringLiteral("scan"), tr("Scan"), QStringLiteral("scan"), tr("One candidate at a time") };
}

QWidget* ScanPage::home() const { return m_queue->list(); }

void ScanPage::focusNextPane(bool back)
{
    constexpr std::size_t count = 5;
    const std::array<QWidget*, count> panes{ m_queue->list(), m_stamps->view(m_stamps->inHand()),
        m_curve->focusTarget(), m_facts->list(), m_keys };
    const std::array<QWidget*, count> holders{ m_queue, m_stamps, m_curve, m_facts, m_keys };
    const QWidget* focus = focusWidget();
    int now = -1;
    for (int i = 0; i < static_cast<int>(count); ++i) {
        const QWidget* holder = holders[static_cast<std::size_t>(i)];
        if (focus && (holder == focus || holder->isAncestorOf(focus)))
            now = i;
    }
    const int last = static_cast<int>(count), step = back ? last - 1 : 1;
    int to = now < 0 ? (back ? last - 1 : 0) : (now + step) % last;
    const auto takesKeys = [&](int pane) { // one that is folded away, or shows nothing, is passed over
        const QWidget* widget = panes[static_cast<std::size_t>(pane)];
        return widget->isVisible() && (widget == m_keys || widget->focusPolicy() != Qt::NoFocus);
    };
    for (int tried = 1; tried < last && !takesKeys(to); ++tried)
        to = (to + step) % last;
    QWidget* next = panes[static_cast<std::size_t>(to)];
    if (next == m_keys) { // its first key
        for (QPushButton* button : m_keys->findChildren<QPushButton*>())
            if (button->isVisible() && button->isEnabled())
                return button->setFocus(Qt::TabFocusReason);
    }
    next->setFocus(Qt::TabFocusReason);
}

} // namespace vetrina::ui
