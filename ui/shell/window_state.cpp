#include "ui/shell/main_window.h"

#include "core/image/colormap.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/stamp/stamp_row.h"

#include <QJsonDocument>
#include <QSettings>

namespace vetrina::ui {

namespace {

QString text(std::string_view name) { return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())); }

} // namespace

void MainWindow::restoreState()
{
    restoreGeometry(m_settings->value("window/geometry").toByteArray());
    setScheme(m_settings->value("window/theme").toString() == "light" ? Scheme::Light : Scheme::Dark);
    m_scan->queue()->setOrder(static_cast<session::QueueRequest::Order>(
        m_settings->value("scan/order", static_cast<int>(session::QueueRequest::Order::Score)).toInt()));

    m_scan->facts()->setChosen(
        QJsonDocument::fromJson(m_settings->value("scan/facts").toString().toUtf8()).object());

    // A word that no longer means anything leaves what stands by default.
    const auto word = [this](const char* key) { return m_settings->value(key).toString().toStdString(); };
    m_scan->stamps()->change([&](DisplayState& state) {
        if (const auto limits = image::parseLimits(word("scan/limits"));
            limits && limits->rule != image::LimitsRule::User)
            state.rule = state.automatic = limits->rule;
        if (const auto stretch = image::parseStretch(word("scan/stretch")))
            state.display.stretch = *stretch;
        if (const auto map = image::ColorMap::named(word("scan/map")))
            state.display.map = *map;
        state.display.invert = m_settings->value("scan/invert", false).toBool();
        state.linked = m_settings->value("scan/link", true).toBool();
        state.northUp = m_settings->value("scan/northUp", true).toBool();
        state.crosshair = m_settings->value("scan/crosshair", true).toBool();
    });
}

void MainWindow::keepState()
{
    const DisplayState& state = m_scan->stamps()->state();
    m_settings->setValue("window/geometry", saveGeometry());
    m_settings->setValue("scan/order", static_cast<int>(m_scan->queue()->request().order));
    m_settings->setValue(
        "scan/facts", QString::fromUtf8(QJsonDocument(m_scan->facts()->chosen()).toJson(QJsonDocument::Compact)));
    m_settings->setValue("scan/limits", text(image::name(state.automatic)));
    m_settings->setValue("scan/stretch", text(image::name(state.display.stretch)));
    m_settings->setValue("scan/map", text(state.display.map->name));
    m_settings->setValue("scan/invert", state.display.invert);
    m_settings->setValue("scan/link", state.linked);
    m_settings->setValue("scan/northUp", state.northUp);
    m_settings->setValue("scan/crosshair", state.crosshair);
    m_settings->sync();
}

} // namespace vetrina::ui
