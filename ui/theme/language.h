#pragma once

#include <QHash>
#include <QIODevice>
#include <QStringList>
#include <QTranslator>

namespace vetrina::ui {

/// Words of the window in another language, straight from a Qt Linguist file (.ts): nothing but the file that
/// translators edit is needed to build or to run. What it does not translate stays English.
class TsTranslator : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    /// Reads a .ts file; false where it is none. Messages marked unfinished, vanished or obsolete are left out.
    bool read(QIODevice& file);

    [[nodiscard]] QString translate(
        const char* context, const char* source, const char* disambiguation, int n) const override;
    [[nodiscard]] bool isEmpty() const override { return m_words.isEmpty(); }

private:
    /// By context (none for all of them), a zero byte and the source: for one, and for several where that is another.
    QHash<QByteArray, QStringList> m_words;
};

/// Languages there are words for, by their codes: "en", "it".
[[nodiscard]] QStringList languages();

/// From now on what is made speaks that language: a code of languages(), or "system" for that of the locale. Words that
/// stand already stay: once, before the window is made. Gives the code in force.
QString useLanguage(const QString& code);

} // namespace vetrina::ui
