// What a Project asks of the labels: what writes them in the order of the calls, on the one thread that does.
#include "core/base/log.h"
#include "ui/project/project.h"

namespace vetrina::ui {

namespace {

ClassStyles stylesInUse(const session::Labels& labels) { return stylesOf(labels.scheme(), labels.retiredClasses()); }

} // namespace

void Project::setClasses(ClassStyles classes)
{
    m_classes = std::move(classes);
    m_views.clear();
    Q_EMIT classesChanged();
}

namespace {

/// What could not be saved is in the log too: the window may be gone by then, and could not say it.
template <typename T> Result<T> logged(Result<T> answer)
{
    if (!answer)
        log::error("labels", answer.error().message);
    return answer;
}

} // namespace

std::future<Result<std::int64_t>> Project::add(session::Labels::Request request)
{
    return m_services.labelling->submit([labels = m_services.labels, request = std::move(request)](
                                            std::stop_token) { return logged(labels->add(request)); });
}

std::future<Result<session::Labels::Given>> Project::addToObject(session::Labels::Request request)
{
    return m_services.labelling->submit([labels = m_services.labels, request = std::move(request)](
                                            std::stop_token) { return logged(labels->addToObject(request)); });
}

std::future<Result<session::Labels::Given>> Project::addToAll(
    session::Labels::Request request, std::vector<data::Row> rows)
{
    return m_services.labelling->submit(
        [labels = m_services.labels, request = std::move(request), rows = std::move(rows)](
            std::stop_token) { return logged(labels->addToAll(request, rows)); });
}

std::future<Result<session::Labels::Change>> Project::undo()
{
    return m_services.labelling->submit([labels = m_services.labels](std::stop_token) { return labels->undo(); });
}

std::future<Result<session::Labels::Change>> Project::redo()
{
    return m_services.labelling->submit([labels = m_services.labels](std::stop_token) { return labels->redo(); });
}

std::future<Result<ClassStyles>> Project::chooseScheme(std::string name)
{
    return m_services.labelling->submit([labels = m_services.labels, name = std::move(name), readOnly = readOnly()](
                                            std::stop_token) -> Result<ClassStyles> {
        // A project that can't be written is looked at in any scheme; which one is then not remembered.
        const auto chosen = readOnly ? labels->useScheme(name) : labels->chooseScheme(name);
        return chosen ? Result<ClassStyles>(stylesInUse(*labels)) : tl::unexpected(chosen.error());
    });
}

std::future<Result<ClassStyles>> Project::saveScheme(data::LabelScheme scheme)
{
    return m_services.labelling->submit(
        [labels = m_services.labels, scheme = std::move(scheme)](std::stop_token) -> Result<ClassStyles> {
            const auto saved = labels->saveScheme(scheme);
            if (!saved)
                return tl::unexpected(saved.error());
            if (const auto chosen = labels->chooseScheme(saved->name); !chosen)
                return tl::unexpected(chosen.error());
            return stylesInUse(*labels);
        });
}

std::future<Result<std::vector<data::LabelScheme>>> Project::schemes()
{
    return m_services.labelling->submit(
        [labels = m_services.labels](
            std::stop_token) -> Result<std::vector<data::LabelScheme>> { return labels->schemes(); });
}

std::future<Result<session::NightReport>> Project::night(session::NightSpan span, std::stop_token stop)
{
    return m_services.io->submit( // it reads every event: no label waits for that
        [labels = m_services.labels, span, name = m_name.toStdString()](std::stop_token) {
            return labels->night(span).map([&](session::NightReport report) {
                report.project = name;
                return report;
            });
        },
        stop);
}

} // namespace vetrina::ui
