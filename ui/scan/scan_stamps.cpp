// What the Scan page does with its stamps: their commands, and files of them.
#include "ui/scan/scan_page.h"

#include "ui/commands/commands.h"
#include "ui/epochs/epoch_strip.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/stamp_files.h"
#include "ui/stamp/space_pan.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/tokens.h"

#include <QFileDialog>

namespace vetrina::ui {

using Menu = Command::Menu;

void ScanPage::makeStampCommands()
{
    makeSaliencyCommands();
    add(Menu::View, { "view.blink", tr("Blink"), tr("Science, template, difference in turn in one place") },
        { Qt::Key_B }, [this] { m_stamps->setBlinking(!m_stamps->blinking()); });
    add(Menu::View, { "view.blinkFaster", tr("Blink faster"), {} }, { Qt::Key_Plus, Qt::Key_Equal },
        [this] { m_stamps->blinkBy(-1); });
    add(Menu::View, { "view.blinkSlower", tr("Blink slower"), {} }, { Qt::Key_Minus },
        [this] { m_stamps->blinkBy(1); });
    add(Menu::View, { "view.smooth", tr("Smooth"), tr("For the eye: the values that are read stay true") },
        { Qt::Key_W }, [this] { m_stamps->setSmooth(!m_stamps->state().smooth); });
    add(Menu::View, { "view.onlyInHand", tr("Scale the panel in hand only"), {} }, {},
        [this] { m_stamps->setOnlyInHand(!m_stamps->state().onlyInHand); });
    add(Menu::View, { "view.limits", tr("Limits in numbers…"), tr("Of the panel in hand") }, { Qt::Key_H },
        [this] { m_stamps->editLimits(m_stamps->inHand()); });
    add(Menu::View, { "view.pixels", tr("Pixel table"), tr("Values about the cursor, or the source") }, { Qt::Key_P },
        [this] { m_stamps->tools()->togglePixels(); });
    add(Menu::View, { "view.cut", tr("Cut through the source"), tr("The three panels' values along a line") },
        { Qt::Key_L }, [this] { m_stamps->tools()->toggleCut(); });
    add(Menu::View, { "view.single", tr("One panel alone"), tr("The panel in hand over the whole middle") },
        { QKeySequence(Qt::SHIFT | Qt::Key_F11) }, [this] { m_stamps->setSingle(!m_stamps->single()); });
}

void ScanPage::connectStamps()
{
    auto* space = new SpacePan(m_stamps, this);
    connect(space, &SpacePan::tapped, this, [this] { // what Space is now, whoever gave it that
        if (const Command* command = m_commands->on(Qt::Key_Space))
            m_commands->run(command->id);
    });
    connect(m_stamps, &StampRow::hovered, this, &ScanPage::hovered);
    connect(m_stamps, &StampRow::said, this, &ScanPage::said);
    connect(m_stamps, &StampRow::fitsAsked, this, [this](data::Panel panel) { saveStamp(panel, false); });
    connect(m_stamps, &StampRow::pictureAsked, this, [this](data::Panel panel) { saveStamp(panel, true); });
    connect(m_epochs, &EpochStrip::blinkAsked, m_stamps, &StampRow::setBlinkPartner);
    m_stamps->setStage(m_centre, [this] {
        const int top = m_stamps->y(), bottom = m_keys->y() - size::gap;
        return QRect(0, top, m_centre->width(), bottom - top);
    });
}

void ScanPage::saveStamp(data::Panel panel, bool picture)
{
    if (!m_project || !m_view)
        return;
    const ViewPtr view = m_view;
    const QImage shown = picture ? m_stamps->view(panel)->grab().toImage() : QImage();
    auto* dialog = new QFileDialog(this, picture ? tr("Save the picture") : tr("Save the pixels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(picture ? tr("Pictures (*.png)") : tr("FITS (*.fits)"));
    dialog->setDefaultSuffix(picture ? "png" : "fits");
    dialog->selectFile(stampFileName(*view, panel, picture ? "png" : "fits"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, view, panel, shown](const QString& path) {
        if (!m_project)
            return;
        auto written =
            shown.isNull() ? writeStamp(*m_project, view, panel, path) : writePicture(*m_project, shown, path);
        whenDone(std::move(written), this, m_life.token(), [this, path](const Result<void>& done) {
            if (done)
                return Q_EMIT said(tr("Saved %1").arg(path), false);
            Q_EMIT said(QString::fromStdString(done.error().message + ". " + done.error().remedy), true);
        });
    });
    dialog->open();
}

} // namespace vetrina::ui
