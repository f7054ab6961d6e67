#pragma once

#include "ui/base/workspace.h"
#include "ui/commands/command.h"
#include "ui/project/project.h"
#include "ui/scan/look_clock.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTimer>
#include <QVariantMap>

#include <vector>

class QAction;

namespace vetrina::ui {

class Commands;
class DisplayBar;
class EmptyState;
class EpochStrip;
class FactsPanel;
class HeaderBar;
class LabelBar;
class Labelling;
class LightCurvePanel;
class NightPage;
class NoticeBar;
class OpinionsPanel;
class QueuePanel;
class SaliencyOverlay;
class StampRow;

/// The Scan workspace: one candidate, everything known of it, and the keys that label it.
class ScanPage : public Workspace {
    Q_OBJECT

public:
    /// What can be done here goes to `commands`; without one it keeps its own.
    explicit ScanPage(Commands* commands = nullptr, QWidget* parent = nullptr);

    [[nodiscard]] Face face() const override;
    [[nodiscard]] QWidget* home() const override; ///< the queue
    void setProject(Project* project) override;

    [[nodiscard]] QueuePanel* queue() const { return m_queue; }
    [[nodiscard]] StampRow* stamps() const { return m_stamps; }
    [[nodiscard]] Labelling* labelling() const { return m_labelling; }
    [[nodiscard]] EpochStrip* epochs() const { return m_epochs; }
    [[nodiscard]] LightCurvePanel* lightCurve() const { return m_curve; }
    [[nodiscard]] SaliencyOverlay* saliency() const { return m_saliency; }
    [[nodiscard]] FactsPanel* facts() const { return m_facts; }
    [[nodiscard]] HeaderBar* header() const { return m_header; }
    [[nodiscard]] OpinionsPanel* opinions() const { return m_opinions; }
    /// Parts that the tour points at.
    [[nodiscard]] QWidget* lower() const;
    [[nodiscard]] QWidget* opinionsPanel() const;
    [[nodiscard]] QWidget* labelKeys() const;
    /// The candidate painted; null while none is.
    [[nodiscard]] const ViewPtr& shown() const { return m_view; }
    /// Goes to that row, whether the queue holds it or not.
    void showRow(data::Row row);

    void chooseScheme(const std::string& name); ///< remembered for this user and project
    void setAutoAdvance(bool on);
    [[nodiscard]] bool autoAdvance() const { return m_autoAdvance; }
    /// Whether a class goes to all alerts of the object, where the queue is by object.
    void setWholeObject(bool on);
    [[nodiscard]] bool wholeObject() const { return m_wholeObject; }
    void openSchemes();
    /// The end of the night, over the workspace; Esc goes back.
    void openNight();
    [[nodiscard]] NightPage* night() const { return m_night; } ///< null until it was first opened
    [[nodiscard]] NoticeBar* notice() const { return m_notice; }
    /// What is remembered of how one labels, whatever the project.
    [[nodiscard]] QVariantMap labelState() const;
    void setLabelState(const QVariantMap& state);
    /// False, and it is said, where labels would be lost; true when asked again.
    [[nodiscard]] bool mayLeave();

    /// The next pane for F6: the queue, the stamps, the light curve, the facts, the keys.
    void focusNextPane(bool back) override;
    /// One step out, where the panels show another epoch than the candidate's; false where there is none to take.
    bool stepOut() override;
    void setEngine(const session::Scores::State& state);
    /// Packets came.
    void arrived();
    [[nodiscard]] std::uint64_t labelled() const { return m_labelled; }
    [[nodiscard]] std::uint64_t total() const { return m_total; }
    /// The first stamps of the queue side by side, for the list of recent projects; null until they were decoded.
    [[nodiscard]] const QImage& preview() const { return m_preview; }

    /// Where one is and how it is shown: what stands again when this project is opened again.
    [[nodiscard]] QJsonObject viewState() const;
    /// Before setProject(). What is missing or means nothing is as in a new project.
    void restoreView(const QJsonObject& state);
    /// One more part of the view that is remembered, under a name of its own.
    void keepPart(
        const QString& name, std::function<QVariantMap()> toMap, std::function<void(const QVariantMap&)> fromMap);

    static constexpr int usualPrefetch = 20, usualPatienceMs = 150;
    void setPrefetch(int candidates) { m_prefetched = candidates; }
    /// How long the old candidate stays while the next one is late.
    void setPatience(int ms) { m_tooLong.setInterval(ms); }

Q_SIGNALS:
    void countsChanged();
    void presented(); ///< another candidate is on the screen
    void scoringAsked();
    void packetsAsked();
    void projectClosing();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeLayout();
    void makeCommands();
    void makeLightCurveCommands();
    void makeMarkCommands();
    void describeCommands();
    void connectStamps();
    void makeLabelCommands();
    void makeSchemeCommands();
    void classesChanged();
    void makeObjectCommand();
    void showObject();
    [[nodiscard]] bool toWholeObject() const;
    void giveLabel(const std::string& label, bool object);
    void giveClass(int classIndex, bool object);
    void labelObject(int classIndex);
    void showLabel(const std::string& label);
    void showOnward();
    void skip();
    void flag();
    void writeNote();
    void noteWritten(const QString& text);
    void wasSaved(data::Row row);
    void closeNight();
    [[nodiscard]] bool isAway() const;
    [[nodiscard]] bool staysAfterLabel() const;
    [[nodiscard]] ViewPtr asByHand(const ViewPtr& view);
    void makeFactCommands();
    void makeAnomalyCommands();
    void askForAnomaly();
    void makeSimilarCommands();
    void addToFilter(const QString& condition);
    void makeStampCommands();
    void makeSaliencyCommands();
    void saveStamp(data::Panel panel, bool picture);
    void makeQueueCommands();
    /// One more thing that can be done while a project is open.
    QAction* add(
        Command::Menu menu, const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act);
    void connectParts();
    void connectLightCurve();
    void keepPanels();
    void load(data::Row row);
    void present(const ViewPtr& view);
    void askPreview();
    void sayFailed(const Error& error);
    void clearShown();
    void label(int classIndex);
    void goOn();
    void copyReadout();
    void askCounts();
    void layCentre();
    [[nodiscard]] bool mayLabel() const;

    Project* m_project = nullptr;
    LastQuestion m_question;
    LastQuestion m_life; ///< answers about the project before are not ours
    data::Row m_row = -1; ///< asked for
    QString m_anomalyChosen; ///< how one looked for what is unusual last
    std::vector<data::Row> m_cameFrom; ///< whose look-alikes were gone to
    ViewPtr m_view; ///< painted
    LookClock m_look;
    bool m_autoAdvance = true, m_wholeObject = false, m_switching = false, m_leaving = false;
    QVariantMap m_nightForm;
    QTimer m_tooLong; ///< the old candidate stays until then
    QTimer m_aheadSoon; ///< what is in sight goes before what comes next
    std::uint64_t m_labelled = 0, m_total = 0;
    QImage m_preview;
    int m_prefetched = usualPrefetch;
    struct ViewPart {
        QString name;
        std::function<QVariantMap()> toMap;
        std::function<void(const QVariantMap&)> fromMap;
    };
    std::vector<ViewPart> m_parts;
    Commands* m_commands;
    std::vector<QAction*> m_labelActions, m_schemeActions;
    QAction *m_onward = nullptr, *m_advance = nullptr, *m_whole = nullptr;

    QueuePanel* m_queue;
    Labelling* m_labelling;
    HeaderBar* m_header;
    StampRow* m_stamps;
    DisplayBar* m_display;
    SaliencyOverlay* m_saliency;
    EpochStrip* m_epochs;
    LightCurvePanel* m_curve;
    FactsPanel* m_facts;
    LabelBar* m_keys;
    NoticeBar* m_notice;
    EmptyState* m_empty;
    NightPage* m_night = nullptr;
    OpinionsPanel* m_opinions;
    QWidget* m_centre;
};

} // namespace vetrina::ui
