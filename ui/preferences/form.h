#pragma once

#include "ui/preferences/settings.h"

#include <QWidget>

#include <functional>
#include <utility>

class QFormLayout;
class QVBoxLayout;

namespace vetrina::ui {

/// A page of the preferences: each line is one setting, applied as it is changed and kept.
class Form : public QWidget {
    Q_OBJECT

public:
    Form(Settings& settings, const QString& title, QWidget* parent = nullptr);

    using Choice = std::pair<QString, QJsonValue>; ///< as it is read, as it is kept
    void choice(const QString& name, const QString& setting, const std::vector<Choice>& choices,
        const QJsonValue& usual, const QString& note = {});
    void number(const QString& name, const QString& setting, int least, int most, int usual, const QString& unit,
        const QString& note = {});
    void tick(const QString& words, const QString& setting, bool usual, const QString& note = {});
    void text(const QString& name, const QString& setting, const QString& placeholder, const QString& note = {});
    void button(const QString& words, const QString& note, std::function<void()> act);
    void wide(QWidget* widget); ///< takes the rest of the page
    void space();

private:
    void line(const QString& name, QWidget* control, const QString& note);

    Settings& m_settings;
    QVBoxLayout* m_column;
    QFormLayout* m_lines;
};

} // namespace vetrina::ui
