#include "ui/scan/queue_places.h"

#include <algorithm>

namespace vetrina::ui {

namespace {

std::size_t roomFor(const std::vector<data::Row>& rows)
{
    return rows.empty() ? 0 : static_cast<std::size_t>(*std::max_element(rows.begin(), rows.end())) + 1;
}

/// What is known of rows already stays known of those that the order lacks.
void learnGroups(QueuePlaces& places, const session::QueueOrder& order)
{
    const std::size_t room = roomFor(order.rows);
    if (order.alerts.empty())
        places.alertsOfRow.clear();
    else
        places.alertsOfRow.resize(std::max(places.alertsOfRow.size(), room));
    for (std::size_t i = 0; i < order.alerts.size(); ++i)
        places.alertsOfRow[static_cast<std::size_t>(order.rows[i])] = order.alerts[i];

    if (order.sections.empty()) {
        places.nightOfRow.clear();
        places.nights.clear();
        return;
    }
    places.nightOfRow.resize(std::max(places.nightOfRow.size(), room));
    for (const session::QueueOrder::Section& section : order.sections) {
        const auto known = std::ranges::find(places.nights, section.night);
        const auto night = static_cast<std::uint16_t>(known - places.nights.begin());
        if (known == places.nights.end())
            places.nights.push_back(section.night);
        for (std::size_t i = section.first; i < section.first + section.size; ++i)
            places.nightOfRow[static_cast<std::size_t>(order.rows[i])] = night;
    }
}

/// Where the nights begin, in the order as it stands: what came ahead of the cursor may part one.
void findSections(QueuePlaces& places)
{
    places.sections.clear();
    if (places.nightOfRow.empty())
        return;
    for (std::size_t i = 0; i < places.rows.size(); ++i) {
        const std::string& night = places.nights[places.nightOfRow[static_cast<std::size_t>(places.rows[i])]];
        if (places.sections.empty() || places.sections.back().night != night)
            places.sections.push_back({ night, i, 0 });
        ++places.sections.back().size;
    }
}

void findPositions(QueuePlaces& places)
{
    places.positions.assign(roomFor(places.rows), -1);
    for (std::size_t i = 0; i < places.rows.size(); ++i)
        places.positions[static_cast<std::size_t>(places.rows[i])] = static_cast<int>(i);
}

} // namespace

PlacesPtr placesOf(session::QueueOrder order)
{
    auto places = std::make_shared<QueuePlaces>();
    learnGroups(*places, order);
    places->rows = std::move(order.rows);
    findPositions(*places);
    findSections(*places);
    return places;
}

PlacesPtr refreshed(const QueuePlaces& now, const session::QueueOrder& order, int frozen)
{
    auto places = std::make_shared<QueuePlaces>();
    places->alertsOfRow = now.alertsOfRow;
    places->nightOfRow = now.nightOfRow;
    places->nights = now.nights;
    learnGroups(*places, order);
    const int kept = std::clamp(frozen + 1, 0, static_cast<int>(now.rows.size()));
    places->rows.assign(now.rows.begin(), now.rows.begin() + kept);
    places->rows.reserve(std::max(order.rows.size(), places->rows.size()));
    const auto wasPassed = [&now, kept](data::Row row) {
        const auto at = static_cast<std::size_t>(row);
        return at < now.positions.size() && now.positions[at] >= 0 && now.positions[at] < kept;
    };
    for (const data::Row row : order.rows)
        if (!wasPassed(row))
            places->rows.push_back(row);
    findPositions(*places);
    findSections(*places);
    return places;
}

} // namespace vetrina::ui
