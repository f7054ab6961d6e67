#include "ui/commands/commands.h"
#include "ui/palette/palette.h"
#include "ui/preferences/settings.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/stamp/display_words.h"
#include "ui/stamp/stamp_row.h"

#include "core/base/file.h"
#include "core/base/hash.h"

#include <QJsonArray>

namespace vetrina::ui {

std::filesystem::path viewFile(const std::filesystem::path& folder, const std::filesystem::path& project)
{
    char name[32];
    std::snprintf(name, sizeof name, "%016llx.json",
        static_cast<unsigned long long>(checksum(asBytes(project.lexically_normal().string()))));
    return folder / "views" / name;
}

void MainWindow::restoreState()
{
    restoreGeometry(QByteArray::fromBase64(m_settings->text("window.geometry").toLatin1()));
    applyScheme(m_settings->scheme());
    m_commands->setGiven(m_settings->value("keys").toObject());
    m_palette->setRecent(m_settings->value("palette.recent").toVariant().toStringList());
    applyScanSettings();
    applyDisplaySettings();
    session::QueueRequest request;
    request.order = static_cast<session::QueueRequest::Order>(
        m_settings->number("scan.order", static_cast<int>(session::QueueRequest::Order::Score)));
    m_scan->queue()->restore(request, -1);

    m_scan->facts()->setChosen(m_settings->value("scan.facts").toObject());
    m_scan->setLabelState(m_settings->value("scan.labelling").toObject().toVariantMap());

    connect(m_settings, &Settings::changed, this, [this](const QString& name) {
        if (name == "appearance.theme")
            applyScheme(m_settings->scheme());
        else if (name.startsWith("scan."))
            applyScanSettings();
        else if (name == "labels.advance")
            m_scan->setAutoAdvance(m_settings->isOn(name, true));
        else if (name == "labels.wholeObject")
            m_scan->setWholeObject(m_settings->isOn(name, false));
        else if (name.startsWith("display.") && !m_keeping)
            applyDisplaySettings();
        else if (name == "engine.model" && m_project)
            then(m_project->scoreLive(m_settings->text(name).toStdString()), this, [this](Result<void> done) {
                if (!done)
                    sayProblem(done.error());
            });
        else if (name == "keys" && m_settings->value("keys").toObject() != m_commands->given())
            m_commands->setGiven(m_settings->value("keys").toObject());
    });
    connect(m_commands, &Commands::changed, this, [this] { m_settings->set("keys", m_commands->given()); });
    connect(m_palette, &Palette::commandRan, this,
        [this] { m_settings->set("palette.recent", QJsonArray::fromStringList(m_palette->recent())); });
}

void MainWindow::applyScanSettings()
{
    m_scan->setPrefetch(std::clamp(m_settings->number("scan.prefetch", ScanPage::usualPrefetch), 0, 200));
    m_scan->setPatience(std::clamp(m_settings->number("scan.patience", ScanPage::usualPatienceMs), 0, 5000));
}

void MainWindow::applyDisplaySettings()
{
    QVariantMap words;
    for (const char* word : { "limits", "stretch", "map", "invert", "link", "northUp", "crosshair" })
        if (const QJsonValue value = m_settings->value(QStringLiteral("display.") + word); !value.isNull())
            words[word] = value.toVariant();
    m_scan->stamps()->change([&](DisplayState& state) { takeDisplayWords(state, words); });
}

void MainWindow::keepState()
{
    m_settings->set("window.geometry", QString::fromLatin1(saveGeometry().toBase64()));
    m_settings->set("scan.facts", m_scan->facts()->chosen());
    m_settings->set("scan.labelling", QJsonObject::fromVariantMap(m_scan->labelState()));
    m_settings->set("scan.order", static_cast<int>(m_scan->queue()->request().order));
    if (m_settings->isOn("display.keepLast", true)) {
        m_keeping = true;
        const QVariantMap words = displayWords(m_scan->stamps()->state());
        for (auto word = words.begin(); word != words.end(); ++word)
            m_settings->set("display." + word.key(), QJsonValue::fromVariant(word.value()));
        m_keeping = false;
    }
    m_settings->flush();
    keepView();
    m_view.flush();
}

void MainWindow::keepViewsIn(const std::filesystem::path& folder) { m_viewFolder = folder; }

void MainWindow::keepView()
{
    if (m_project && !m_viewFolder.empty() && m_scan->shown())
        m_view.set(m_scan->viewState());
}

} // namespace vetrina::ui
