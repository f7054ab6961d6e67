#include "ui/scan/saliency_overlay.h"

#include "core/data/verdicts.h"
#include "ui/stamp/stamp_row.h"

#include <algorithm>
#include <array>

namespace vetrina::ui {

namespace {

constexpr int patienceMs = 150;
using Style = SaliencyLook::Style;
constexpr std::array styleNames{ std::pair(Style::Lines, "lines"), std::pair(Style::Colour, "colour"),
    std::pair(Style::Beside, "beside") };

/// Whether "not NAME" of the first class is something that a model says.
bool hasOpposite(const std::vector<std::string>& classes)
{
    return classes.size() == 1 || data::areTypesOfReal(classes);
}

/// The likeliest class, or that it is not the first one.
std::string saidBy(const session::Opinion& opinion)
{
    const auto likeliest = std::ranges::max_element(opinion.probabilities);
    if (likeliest == opinion.probabilities.end())
        return {};
    const auto which = static_cast<std::size_t>(likeliest - opinion.probabilities.begin());
    if (which >= opinion.classes.size())
        return {};
    if (hasOpposite(opinion.classes) && opinion.probabilities.front() < 0.5F)
        return "not " + opinion.classes.front();
    return opinion.classes[which];
}

} // namespace

SaliencyOverlay::SaliencyOverlay(StampRow* stamps, QObject* parent)
    : QObject(parent)
    , m_stamps(stamps)
{
    m_late.setSingleShot(true);
    m_late.setInterval(patienceMs);
    connect(&m_late, &QTimer::timeout, this, &SaliencyOverlay::sayLate);
}

void SaliencyOverlay::setProject(Project* project)
{
    m_project = project;
    m_ahead = m_on;
    setCandidate(nullptr);
}

void SaliencyOverlay::setCandidate(const ViewPtr& view)
{
    m_view = view;
    renew();
}

void SaliencyOverlay::setOn(bool on)
{
    if (on == m_on)
        return;
    m_on = on;
    if (on && m_layer && m_layer->isError)
        m_layer = nullptr;
    m_ahead = m_ahead || on;
    renew();
    show();
    Q_EMIT changed();
}

void SaliencyOverlay::choose(const SaliencyChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    renew();
    show();
    Q_EMIT changed();
}

std::vector<std::string> SaliencyOverlay::classes() const
{
    if (!m_view || m_view->opinions.empty())
        return {};
    std::vector<std::string> classes = m_view->opinions.front().classes;
    if (hasOpposite(classes))
        classes.push_back("not " + classes.front());
    return classes;
}

void SaliencyOverlay::nextClass()
{
    const auto all = classes();
    const auto now = std::ranges::find(all, m_choice.className);
    SaliencyChoice choice = m_choice;
    if (now == all.end())
        choice.className = all.empty() ? std::string() : all.front();
    else
        choice.className = now + 1 == all.end() ? std::string() : *(now + 1);
    choose(choice);
}

void SaliencyOverlay::nextOpacity()
{
    SaliencyChoice choice = m_choice;
    const auto now = std::ranges::find(opacities, m_choice.look.opacity);
    choice.look.opacity = now == opacities.end() || now + 1 == opacities.end() ? opacities.front() : *(now + 1);
    choose(choice);
}

SaliencyOverlay::Asked SaliencyOverlay::wanted() const
{
    Asked asked;
    if (!m_view)
        return asked;
    asked.row = m_view->row;
    asked.method = m_choice.method;
    // Grad-CAM knows one map only.
    asked.together = m_choice.together && m_choice.method != explain::Method::GradCam;
    if (m_view->opinions.empty())
        return asked;
    asked.model = m_view->opinions.front().model;
    const auto all = classes();
    asked.className =
        std::ranges::find(all, m_choice.className) != all.end() ? m_choice.className : saidBy(m_view->opinions.front());
    return asked;
}

void SaliencyOverlay::renew()
{
    const Asked wanted = this->wanted();
    if (wanted != m_asked) {
        m_question.drop();
        m_late.stop();
        m_pending = false;
        m_layer = nullptr;
        m_asked = wanted;
        show();
    }
    const bool ask = m_on || (m_ahead && m_choice.method == explain::Method::GradCam);
    if (ask && !m_layer && !m_pending)
        this->ask();
}

void SaliencyOverlay::ask()
{
    if (!m_project || !m_view)
        return;
    session::Explain::Request request;
    request.row = m_asked.row;
    request.model = m_asked.model;
    request.question.className = m_asked.className;
    request.question.method = m_asked.method;
    request.question.byChannel = !m_asked.together;
    const std::stop_token stop = m_question.ask();
    m_pending = true;
    m_late.start();
    then(m_project->saliency(request, m_asked.together, stop), this, stop,
        [this](Result<std::shared_ptr<const SaliencyLayer>> found) {
            m_late.stop();
            m_pending = false;
            m_layer = found ? *found
                            : std::make_shared<const SaliencyLayer>(SaliencyLayer::failed(found.error(), m_asked.row));
            show();
            Q_EMIT changed();
        });
}

void SaliencyOverlay::show()
{
    static const auto notYet = std::make_shared<const SaliencyLayer>(); // keeps its place beside the stamps
    m_stamps->setSaliency(!m_on ? nullptr : m_layer ? m_layer : notYet, m_choice.look);
}

void SaliencyOverlay::sayLate()
{
    if (!m_on || m_layer)
        return;
    SaliencyLayer waiting;
    waiting.row = m_asked.row;
    waiting.nothing = true;
    waiting.words = tr("Finding what this rests on…");
    m_stamps->setSaliency(std::make_shared<const SaliencyLayer>(std::move(waiting)), m_choice.look);
}

QVariantMap saliencyWords(const SaliencyChoice& choice)
{
    const auto method = explain::name(choice.method);
    return { { "method", QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size())) },
        { "class", QString::fromStdString(choice.className) }, { "together", choice.together },
        { "look", styleNames[static_cast<std::size_t>(choice.look.style)].second },
        { "opacity", choice.look.opacity } };
}

SaliencyChoice saliencyChoiceOf(const QVariantMap& words)
{
    SaliencyChoice choice;
    if (const auto method = explain::parseMethod(words["method"].toString().toStdString()))
        choice.method = *method;
    choice.className = words["class"].toString().toStdString();
    choice.together = words["together"].toBool();
    for (const auto& [style, name] : styleNames)
        if (words["look"].toString() == name)
            choice.look.style = style;
    choice.look.opacity = std::clamp(
        words.value("opacity", 1.0).toDouble(), SaliencyOverlay::opacities.back(), SaliencyOverlay::opacities.front());
    return choice;
}

} // namespace vetrina::ui
