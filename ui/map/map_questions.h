#pragma once

#include "core/session/apart.h"
#include "ui/map/map_colouring.h"
#include "ui/project/project.h"

#include <utility>

namespace vetrina::ui {

/// How values of a column lie among the selected and among all of a map.
struct SelectionHistogram {
    QString column;
    double low = 0, high = 1; ///< the ends
    std::vector<std::size_t> selected, all; ///< a bin
};

/// What is to be said of a selection.
struct SelectionFigures {
    std::size_t count = 0;
    std::vector<std::pair<MapColouring::Group, std::size_t>> classes; ///< of the colours, most first; none is left out
    std::vector<std::pair<MapColouring::Group, std::size_t>> labels; ///< that somebody gave there, most first
    std::vector<SelectionHistogram> histograms;
    std::vector<session::ApartField> apart;
    std::vector<data::Row> middle; ///< nearest the middle of the selection on the map, nearest first
};

/// What Map asks of a project, answered off the window's thread. All functions: the window's thread.
class MapQuestions {
public:
    static constexpr std::size_t inMiddle = 15, fieldsApart = 4;

    /// A table's columns, and whether each holds numbers.
    struct ColumnName {
        QString name;
        bool number = false;
    };

    explicit MapQuestions(Project& project)
        : m_services(project.services())
        , m_classes(project.classes())
    {
    }

    [[nodiscard]] bool canMap() const { return m_services.embeddings != nullptr; }
    [[nodiscard]] std::future<Result<std::vector<session::VectorSet>>> sets(std::stop_token stop) const;
    [[nodiscard]] std::future<Result<std::size_t>> candidates(std::stop_token stop) const;
    [[nodiscard]] std::future<Result<MapPointsPtr>> points(
        std::string model, std::string kind, std::stop_token stop) const;
    /// Behind an ingest that is under way. The progress outlives it.
    [[nodiscard]] std::future<Result<session::EmbedReport>> run(
        session::EmbedRequest request, std::shared_ptr<Progress> progress, std::stop_token stop) const;
    [[nodiscard]] std::future<Result<session::MapFigures>> figures(
        std::string model, std::string kind, std::stop_token stop) const;
    [[nodiscard]] std::future<Result<MapColouringPtr>> colouring(
        MapPointsPtr points, ColourBy by, std::string field, std::stop_token stop) const;
    [[nodiscard]] std::future<Result<std::vector<ColumnName>>> columns(std::stop_token stop) const;
    /// Which of the points go through a filter. Errors: as Filter::parse().
    [[nodiscard]] std::future<Result<PointMaskPtr>> shown(
        MapPointsPtr points, std::string filter, std::stop_token stop) const;
    [[nodiscard]] std::future<Result<SelectionFigures>> figuresOf(
        MapPointsPtr points, MapColouringPtr colouring, PointMaskPtr selected, std::stop_token stop) const;
    [[nodiscard]] std::future<Result<session::SimilarReport>> similar(
        std::vector<data::Row> rows, std::size_t k, std::string model, std::stop_token stop) const;

private:
    Project::Services m_services;
    ClassStyles m_classes;
};

} // namespace vetrina::ui
