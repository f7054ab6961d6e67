#include "ui/scan/stamp_files.h"

#include <QSaveFile>

namespace vetrina::ui {

QString stampFileName(const session::CandidateView& view, data::Panel panel, const QString& ending)
{
    QString name;
    for (const QChar c : QString::fromStdString(view.candidate.object))
        if (c.unicode() < 128 && (c.isLetterOrNumber() || c == '-' || c == '_'))
            name += c;
    const std::string_view which = data::name(panel);
    return QString("%1%2-%3.%4")
        .arg(name.isEmpty() ? name : name + '-')
        .arg(view.candidate.key.id)
        .arg(QLatin1String(which.data(), static_cast<qsizetype>(which.size())), ending);
}

std::future<Result<void>> writeStamp(Project& project, const ViewPtr& view, data::Panel panel, const QString& path)
{
    const auto& services = project.services();
    if (!services.writeStamp)
        return answered<void>(fail(Error::Code::Unsupported,
            path.toStdString() + ": this project has no packets to take pixels from", "Open a project of alerts."));
    return services.io->submit(
        [write = services.writeStamp, view, panel, file = std::filesystem::path(path.toStdString())](
            std::stop_token) -> Result<void> { return write(*view, panel, file); });
}

std::future<Result<void>> writePicture(Project& project, const QImage& picture, const QString& path)
{
    return project.services().io->submit([picture, path](std::stop_token) -> Result<void> {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit())
            return {};
        return fail(Error::Code::Io, path.toStdString() + ": " + file.errorString().toStdString(),
            "Choose another folder, or free some space.");
    });
}

} // namespace vetrina::ui
