#pragma once

#include "ui/palette/palette_item.h"
#include "ui/project/project.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <utility>
#include <vector>

namespace vetrina::ui {

class Commands;

/// What the palette finds: commands at once; fields, filters, objects, ids, places and counts off the window's thread.
class PaletteSearch : public QObject {
    Q_OBJECT

public:
    explicit PaletteSearch(const Commands& commands, QObject* parent = nullptr);

    void setProject(Project* project);
    /// Commands that were run last, the last one first; shown where nothing is typed.
    void setRecent(const QStringList& ids) { m_recent = ids; }

    /// Looks again which fields and filters there are.
    void refresh();
    /// Asks anew. One answer comes by found(), or two where what is looked up takes longer than a blink.
    void ask(const QString& typed);
    /// What is known of the last question by now, if nothing was said of it yet.
    void settle();

    struct Found {
        std::vector<PaletteItem> items;
        QString counts; ///< "6 commands, 3 objects"
        double milliseconds = 0; ///< from the key to this answer
        bool whole = false; ///< nothing more comes
    };
    /// A filter's or a place's line stands above all that only look alike.
    static constexpr int certain = 1000;

Q_SIGNALS:
    void found(const vetrina::ui::PaletteSearch::Found& found);

private:
    /// What another thread looked up.
    struct Answer {
        std::vector<session::Finder::Object> objects;
        std::vector<session::CandidateRow> alerts;
        std::vector<session::Finder::Near> near;
        std::vector<session::Finder::Labelled> labelled;
        std::optional<sky::SkyPosition> place;
        std::optional<std::size_t> passes; ///< how many candidates the words let through, where they are a filter
    };
    struct Words {
        std::vector<std::pair<QString, QString>> fields; ///< name, what kind of value
        struct Filter {
            QString name, about, text, problem;
        };
        std::vector<Filter> filters;
    };

    void askWords();
    [[nodiscard]] static Answer look(const session::Finder& finder, const std::string& typed, std::stop_token stop);
    void compose(const Answer* answer);
    [[nodiscard]] std::vector<PaletteItem> commandItems() const;
    [[nodiscard]] std::vector<PaletteItem> filterItems(const Answer* answer) const;
    [[nodiscard]] std::vector<PaletteItem> fieldItems() const;
    [[nodiscard]] std::vector<PaletteItem> placeItems(const Answer& answer) const;
    [[nodiscard]] std::vector<PaletteItem> objectItems(const Answer& answer) const;
    [[nodiscard]] PaletteItem candidateItem(const session::CandidateRow& candidate, const QString& aside) const;

    const Commands& m_commands;
    Project* m_project = nullptr;
    LastQuestion m_question, m_life;
    QElapsedTimer m_clock;
    QTimer m_late;
    QString m_typed;
    QStringList m_recent;
    Words m_words;
};

} // namespace vetrina::ui
