#pragma once

#include "core/session/queue.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vetrina::ui {

/// Where each row of the queue stands, and what groups it. Never changed once made, so that any thread may read it:
/// for a million rows it is put together away from the window's.
struct QueuePlaces {
    std::vector<data::Row> rows;
    std::vector<int> positions; ///< by row; -1 where the queue does not hold it
    std::vector<std::uint32_t> alertsOfRow; ///< by row, where the queue is by object; else empty
    std::vector<std::uint16_t> nightOfRow; ///< by row, of an order by time: place in nights; else empty
    std::vector<std::string> nights;
    std::vector<session::QueueOrder::Section> sections; ///< as the rows stand now
};

using PlacesPtr = std::shared_ptr<const QueuePlaces>;

/// Another order or filter: everything anew. Any thread; never null.
[[nodiscard]] PlacesPtr placesOf(session::QueueOrder order);

/// The same question answered again: what stands up to the place `frozen` stays as it is, the rest follows the new
/// order; nothing that was passed comes back. What is known of rows behind stays known. Any thread; never null.
[[nodiscard]] PlacesPtr refreshed(const QueuePlaces& now, const session::QueueOrder& order, int frozen);

} // namespace vetrina::ui
