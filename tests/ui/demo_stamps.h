#pragma once

#include "tests/ui/demo_services.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QTest>

namespace demo {

/// A test of the three panels alone, on candidates that are made up.
class StampTest : public QObject {
protected:
    /// The panels at that width, once they show the first candidate.
    void open(int width = 1010)
    {
        ui::applyTheme(ui::Scheme::Dark);
        m_row = std::make_unique<ui::StampRow>();
        m_row->resize(width, ui::StampRow::heightFor(333));
        m_row->show();
        m_row->setCandidate(view(0));
        QVERIFY(QTest::qWaitForWindowExposed(m_row.get()));
    }
    ui::ViewPtr view(data::Row row)
    {
        return std::make_shared<const session::CandidateView>(m_world.candidates.view(row, {}).value());
    }
    ui::StampView* stamp(data::Panel panel) { return m_row->view(panel); }

    World m_world{ 40 };
    std::unique_ptr<ui::StampRow> m_row;
};

} // namespace demo
