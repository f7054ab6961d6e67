#include "core/session/pixels.h"
#include "ui/project/project.h"

namespace vetrina::ui {

std::unique_ptr<Project> Project::of(std::shared_ptr<session::Session> session)
{
    Services services;
    services.candidates = &session->candidates();
    services.queue = &session->queue();
    services.filters = &session->filters();
    services.labels = &session->labels();
    services.scores = &session->scores();
    services.ingest = &session->ingest();
    services.finder = &session->finder();
    services.models = &session->models();
    services.anomaly = &session->anomaly();
    services.embeddings = &session->embeddings();
    services.explain = &session->explain();
    services.selection = &session->selection();
    services.selection->set({}); // a window may filter by it before anything is selected
    services.training = &session->training();
    services.io = &session->io();
    services.background = &session->background();
    services.labelling = &session->labelling();
    services.ingesting = &session->ingesting();
    services.trainer = &session->trainer();
    services.readOnly = session->readOnly();
    services.writeStamp = session::writeStamp;
    auto project = std::make_unique<Project>(services, QString::fromStdString(session->name()), session->path(),
        stylesOf(session->labels().scheme(), session->labels().retiredClasses()));
    project->m_session = std::move(session);
    return project;
}

} // namespace vetrina::ui
