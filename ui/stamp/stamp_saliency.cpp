// The part of the StampRow that is about saliency: over the stamps or beside them.
#include "ui/stamp/saliency_layer.h"
#include "ui/stamp/saliency_panel.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QHBoxLayout>

namespace vetrina::ui {

void StampRow::setSaliency(const std::shared_ptr<const SaliencyLayer>& saliency, const SaliencyLook& look)
{
    m_saliency = saliency;
    *m_saliencyLook = look;
    showSaliency();
}

void StampRow::showSaliency()
{
    // A single panel has nothing beside it: its lines lie over it.
    SaliencyLook over = *m_saliencyLook;
    const bool beside = m_saliency && over.style == SaliencyLook::Style::Beside && !single();
    if (!beside && over.style == SaliencyLook::Style::Beside)
        over.style = SaliencyLook::Style::Lines;
    // The words stand once: on the one panel, or on the last that has a picture.
    const StampView* says = single() ? view(m_onStage) : nullptr;
    for (const StampView* each : m_views)
        if (!single() && each->plane().size() > 0)
            says = each;
    for (StampView* each : m_views)
        each->setSaliency(beside ? nullptr : m_saliency, over, each == says);
    if (beside && !m_beside) {
        m_beside = new SaliencyPanel;
        m_row->addWidget(m_beside, 1);
        connect(m_beside, &SaliencyPanel::menuAsked, this, &StampRow::saliencyMenuAsked);
    }
    if (m_beside) {
        m_beside->set(beside ? m_saliency : nullptr, view(m_inHand));
        m_beside->setVisible(beside);
    }
}

bool StampRow::besideShown() const { return m_beside && m_beside->isVisibleTo(this); }

} // namespace vetrina::ui
