#pragma once

#include "ui/project/project.h"
#include "ui/stamp/saliency_layer.h"

#include <QObject>
#include <QTimer>

namespace vetrina::ui {

class StampRow;

/// What is asked about the candidate on screen, and how the answer is shown.
struct SaliencyChoice {
    explain::Method method = explain::Method::GradCam;
    std::string className; ///< of the first model's, or "not NAME"; empty, or none of its: the one that it says
    bool together = false; ///< one map on all stamps where a method tells them apart
    SaliencyLook look;

    bool operator==(const SaliencyChoice&) const = default;
};

/// Saliency of the candidate on screen with its stamps: asked for off the window's thread, of what the first model
/// says.
///
/// Once it was on in a project Grad-CAM, which takes milliseconds, is found ahead for each candidate that comes on
/// screen, so that it paints at once.
class SaliencyOverlay : public QObject {
    Q_OBJECT

public:
    static constexpr std::array opacities{ 1.0, 0.6, 0.3 };

    explicit SaliencyOverlay(StampRow* stamps, QObject* parent = nullptr);

    void setProject(Project* project);
    /// Null: none is on screen. The same again with other scores asks anew.
    void setCandidate(const ViewPtr& view);
    void setOn(bool on);
    [[nodiscard]] bool on() const { return m_on; }
    [[nodiscard]] const SaliencyChoice& choice() const { return m_choice; }
    /// Asks anew where the answer is another.
    void choose(const SaliencyChoice& choice);
    /// What the model that stands first can be asked about; empty where none scored the candidate.
    [[nodiscard]] std::vector<std::string> classes() const;
    void nextClass(); ///< after the last one the one that the model says
    void nextOpacity();
    /// What is at hand for the candidate on screen, painted or not; null while it is not.
    [[nodiscard]] const std::shared_ptr<const SaliencyLayer>& layer() const { return m_layer; }

Q_SIGNALS:
    void changed();

private:
    /// What tells one answer from another.
    struct Asked {
        data::Row row = -1;
        std::string model, className;
        explain::Method method = explain::Method::GradCam;
        bool together = false;

        bool operator==(const Asked&) const = default;
    };

    [[nodiscard]] Asked wanted() const;
    void renew();
    void ask();
    void show();
    void sayLate();

    StampRow* m_stamps;
    Project* m_project = nullptr;
    ViewPtr m_view;
    SaliencyChoice m_choice;
    Asked m_asked; ///< what m_layer answers, or will
    std::shared_ptr<const SaliencyLayer> m_layer;
    LastQuestion m_question;
    QTimer m_late; ///< until then nothing is said to wait
    bool m_on = false, m_ahead = false, m_pending = false;
};

/// "gradcam", "lines", ...: the choice as it is kept, and what is known of kept words.
[[nodiscard]] QVariantMap saliencyWords(const SaliencyChoice& choice);
[[nodiscard]] SaliencyChoice saliencyChoiceOf(const QVariantMap& words);

} // namespace vetrina::ui
