#pragma once

#include "core/data/candidate.h"
#include "ui/widgets/tag.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vetrina::ui {

/// One line of the palette: what it is called, why it is here, and what choosing it does.
struct PaletteItem {
    enum class Kind : unsigned char {
        Head, ///< names what follows; is not chosen
        Note, ///< says something; is not chosen
        Command,
        Field,
        Filter,
        Candidate
    };

    Kind kind = Kind::Note;
    QString title;
    QList<int> letters; ///< of the title, that were typed
    QString where; ///< the menu of a command, or what else it is: "Filter", "Field"
    QString aside; ///< its hint
    QStringList keys;
    Tag tag;
    QString why; ///< why it can't be done now
    QString id; ///< of a command
    QString text; ///< of a filter, or the name of a field
    data::Row row = -1; ///< of a candidate
    int score = 0;
};

} // namespace vetrina::ui
