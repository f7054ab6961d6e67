#include "ui/preferences/json_file.h"

#include "core/base/file.h"
#include "core/base/log.h"

#include <QFile>
#include <QJsonDocument>

#include <utility>

namespace vetrina::ui {

JsonFile::JsonFile(QObject* parent)
    : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &JsonFile::flush);
}

JsonFile::~JsonFile()
{
    flush();
    m_writer.shutdown();
}

QJsonObject JsonFile::read(const std::filesystem::path& file)
{
    QFile in(QString::fromStdString(file.string()));
    if (!in.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(in.read(1 << 20)).object();
}

void JsonFile::use(const std::filesystem::path& file, QJsonObject content)
{
    flush();
    m_file = file;
    m_object = std::move(content);
}

void JsonFile::set(const QJsonObject& object)
{
    if (object == m_object)
        return;
    m_object = object;
    if (m_file.empty())
        return;
    m_toWrite = true;
    if (!m_rest.isActive())
        m_rest.start();
}

void JsonFile::flush()
{
    m_rest.stop();
    if (!std::exchange(m_toWrite, false)) // not the timer: it rests already while it says that it is time
        return;
    (void)m_writer.submit([file = m_file, json = QJsonDocument(m_object).toJson()](std::stop_token) -> Result<int> {
        std::error_code ignored;
        std::filesystem::create_directories(file.parent_path(), ignored);
        const auto written = replaceFile(file, asBytes({ json.constData(), static_cast<std::size_t>(json.size()) }));
        if (!written) // a convenience that can't be kept must not stand in the way of work
            log::warning("settings", written.error().message);
        return 0;
    });
}

} // namespace vetrina::ui
