// The light curve and the epochs in Scan: their commands, and what they ask of the page.
#include "ui/commands/commands.h"
#include "ui/epochs/epoch_strip.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/stamp/stamp_row.h"

#include <QAction>

namespace vetrina::ui {

using Menu = Command::Menu;

void ScanPage::makeLightCurveCommands()
{
    m_commands->change(add(Menu::View, { "view.light-curve-magnitudes-or-flux", tr("Light curve: magnitudes or flux") },
                           { Qt::Key_T }, [this] { m_curve->toggleFlux(); }),
        [](Command& command) { command.apart = true; });
    add(Menu::View, { "view.light-curve-30-days-or-all", tr("Light curve: 30 days or all") }, { Qt::Key_Y },
        [this] { m_curve->toggleAll(); });
    add(Menu::View, { "view.epochs-of-the-object", tr("Epochs of the object") }, { Qt::Key_E },
        [this] { m_epochs->toggle(); });
    add(Menu::View, { "view.light-curve-forced-photometry", tr("Light curve: forced photometry") }, {},
        [this] { m_curve->toggleForced(); });
    add(Menu::Edit, { "edit.light-curve-copy-the-table", tr("Light curve: copy the table") }, {},
        [this] { m_curve->copyTable(); });
    add(Menu::Edit, { "edit.light-curve-save", tr("Light curve: save…") }, {}, [this] { m_curve->save(); });
}

void ScanPage::connectLightCurve()
{
    connect(m_curve, &LightCurvePanel::said, this, &ScanPage::said);
    connect(m_curve, &LightCurvePanel::alertAsked, this, &ScanPage::showRow);
    connect(m_epochs, &EpochStrip::said, this, &ScanPage::said);
    connect(m_epochs, &EpochStrip::alertAsked, this, &ScanPage::showRow);
    connect(m_epochs, &EpochStrip::epochAsked, this, [this](const ViewPtr& epoch) {
        m_stamps->setEpoch(epoch);
        m_curve->pointOut(m_epochs->isAway() ? epoch->candidate.key.id : 0);
    });
    connect(m_epochs, &EpochStrip::opened, this, &ScanPage::layCentre);
}

void ScanPage::keepPanels()
{
    keepPart(
        "curve", [this] { return m_curve->drawn(); }, [this](const QVariantMap& words) { m_curve->setDrawn(words); });
    keepPart(
        "panels",
        [this] {
            return QVariantMap{ { "epochs", !m_epochs->isHidden() }, { "allFields", m_facts->showsAll() },
                { "allModels", m_opinions->unfolded() } };
        },
        [this](const QVariantMap& words) {
            m_epochs->setOpen(words.value("epochs").toBool());
            m_facts->showAll(words.value("allFields").toBool());
            m_opinions->setUnfolded(words.value("allModels").toBool());
        });
}

bool ScanPage::stepOut() { return m_epochs->goBack(); }

} // namespace vetrina::ui
