#include "ui/shell/recents.h"

#include "core/base/file.h"
#include "core/base/hash.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vetrina::ui {

Recents::Recents(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

QString Recents::previewFile(const std::filesystem::path& project) const
{
    const QString number = QString::number(checksum(asBytes(project.string())), 16);
    return QString::fromStdString((m_folder / "previews").string()) + '/' + number + ".png";
}

std::vector<Recent> Recents::read() const
{
    QFile file(QString::fromStdString((m_folder / "recent.json").string()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Recent> recents;
    for (const QJsonValue value : QJsonDocument::fromJson(file.read(1 << 20)).array()) {
        const QJsonObject object = value.toObject();
        Recent recent;
        recent.name = object["name"].toString();
        recent.path = object["path"].toString().toStdString();
        recent.opened = QDateTime::fromString(object["opened"].toString(), Qt::ISODate);
        recent.labelled = static_cast<quint64>(std::max(0.0, object["labelled"].toDouble()));
        recent.total = static_cast<quint64>(std::max(0.0, object["total"].toDouble()));
        if (!recent.path.empty() && recents.size() < kept)
            recents.push_back(std::move(recent));
    }
    return recents;
}

void Recents::write(const std::vector<Recent>& recents) const
{
    QJsonArray array;
    for (const Recent& recent : recents)
        array.append(QJsonObject{ { "name", recent.name }, { "path", QString::fromStdString(recent.path.string()) },
            { "opened", recent.opened.toString(Qt::ISODate) }, { "labelled", static_cast<double>(recent.labelled) },
            { "total", static_cast<double>(recent.total) } });
    std::error_code ignored;
    std::filesystem::create_directories(m_folder, ignored);
    const QByteArray json = QJsonDocument(array).toJson();
    (void)replaceFile(m_folder / "recent.json", asBytes({ json.constData(), static_cast<std::size_t>(json.size()) }));
}

std::vector<Recent> Recents::all() const
{
    std::vector<Recent> recents = read();
    std::error_code ignored;
    std::erase_if(recents, [&](const Recent& recent) { return !std::filesystem::exists(recent.path, ignored); });
    for (Recent& recent : recents)
        recent.preview.load(previewFile(recent.path));
    return recents;
}

void Recents::remember(const Recent& recent) const
{
    std::vector<Recent> recents = read();
    std::erase_if(recents, [&](const Recent& other) { return other.path == recent.path; });
    recents.insert(recents.begin(), recent);
    if (recents.size() > kept)
        recents.resize(kept);
    write(recents);
    if (recent.preview.isNull())
        return;
    std::error_code ignored;
    std::filesystem::create_directories(m_folder / "previews", ignored);
    recent.preview.save(previewFile(recent.path));
}

void Recents::forget(const std::filesystem::path& project) const
{
    std::vector<Recent> recents = read();
    std::erase_if(recents, [&](const Recent& other) { return other.path == project; });
    write(recents);
    QFile::remove(previewFile(project));
}

} // namespace vetrina::ui
