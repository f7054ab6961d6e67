#include "ui/train/recipe_form.h"

#include "ui/train/split_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

QJsonObject objectOf(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

QString textOf(double value, int decimals)
{
    if (decimals < 0)
        return QString::number(value, 'g', 8);
    QString text = QString::number(value, 'f', decimals);
    while (text.contains('.') && (text.endsWith('0') || text.endsWith('.')))
        text.chop(1);
    return text;
}

void setNumber(QLineEdit* field, double value) { field->setText(textOf(value, field->property("decimals").toInt())); }

void mark(QWidget* field, bool wrong)
{
    if (field->property("wrong").toBool() == wrong)
        return;
    field->setProperty("wrong", wrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

/// Its parts from the image to the answer, as they are called in the form; none of a network that is not known here.
QStringList partsOf(const QJsonObject& card)
{
    const QString family = card["family"].toString();
    QStringList parts;
    if (family == "convnext") {
        const auto stages = card["architecture"].toObject()["depths"].toArray().size();
        parts << RecipeForm::tr("stem");
        for (qsizetype i = 1; i <= (stages > 0 ? stages : 4); ++i)
            parts << QString::number(i);
        parts << RecipeForm::tr("head");
    } else if (family == "braai") {
        parts = { "1", "2", "3", "4", RecipeForm::tr("dense"), RecipeForm::tr("head") };
    }
    return parts;
}

QString filtersOf(const session::Recipe& recipe)
{
    QStringList lines;
    for (const auto& [name, filter] : recipe.classFilters)
        lines << QString::fromStdString(name + ": " + filter);
    return lines.join('\n');
}

} // namespace

QWidget* RecipeForm::home() const { return m_shipped; }

void RecipeForm::set(const session::Recipe& recipe)
{
    m_setting = true;
    m_recipe = recipe;
    m_name->setText(QString::fromStdString(recipe.name));
    m_column->setText(QString::fromStdString(recipe.labelColumn));
    m_where->setText(QString::fromStdString(recipe.where));
    m_classes->setPlainText(filtersOf(recipe));
    const std::initializer_list<std::pair<QLineEdit*, double>> numbers{ { m_depth, recipe.rateByDepth },
        { m_rate, recipe.rate }, { m_decay, recipe.decay }, { m_warmUp, recipe.warmUpEpochs },
        { m_epochs, recipe.epochs }, { m_batch, static_cast<double>(recipe.batch) }, { m_patience, recipe.patience },
        { m_average, recipe.average }, { m_seed, static_cast<double>(recipe.seed) },
        { m_shift, recipe.augmentation.shiftPx }, { m_noise, recipe.augmentation.noise },
        { m_validation, 100 * recipe.validationShare }, { m_test, 100 * recipe.testShare },
        { m_splitSeed, static_cast<double>(recipe.splitSeed) }, { m_frozen, recipe.frozen } };
    for (const auto& [field, value] : numbers) {
        setNumber(field, value);
        mark(field, false);
    }
    m_flip->setChecked(recipe.augmentation.flip);
    m_rotate->setChecked(recipe.augmentation.rotate);
    m_weights->setCurrentIndex(recipe.balanced ? 0 : 1);
    m_precision->setCurrentIndex(recipe.mixedPrecision ? 1 : 0);
    fillBases();
    m_setting = false;
}

std::optional<double> RecipeForm::valueOf(QLineEdit* field) const
{
    if (!field->property("most").isValid())
        return std::nullopt; // of words
    bool number = false;
    const double value = field->text().trimmed().toDouble(&number);
    const bool good = number && value >= field->property("least").toDouble()
        && value <= field->property("most").toDouble()
        && (field->property("decimals").toInt() != 0 || value == std::floor(value));
    mark(field, !good);
    return good ? std::optional(value) : std::nullopt;
}

Result<session::Recipe> RecipeForm::recipe() const
{
    session::Recipe made = m_recipe;
    Error wrong;
    const auto take = [&](QLineEdit* field, auto& into, double times = 1) {
        const auto value = valueOf(field);
        if (value)
            into = static_cast<std::remove_reference_t<decltype(into)>>(*value * times);
        else if (wrong.message.empty())
            wrong = { Error::Code::Malformed,
                tr("%1: '%2' is no number from %3 to %4")
                    .arg(field->accessibleName(), field->text(), textOf(field->property("least").toDouble(), -1),
                        textOf(field->property("most").toDouble(), -1))
                    .toStdString(),
                tr("Correct the recipe.").toStdString() };
    };
    take(m_depth, made.rateByDepth);
    take(m_rate, made.rate);
    take(m_decay, made.decay);
    take(m_warmUp, made.warmUpEpochs);
    take(m_epochs, made.epochs);
    take(m_batch, made.batch);
    take(m_patience, made.patience);
    take(m_average, made.average);
    take(m_seed, made.seed);
    take(m_shift, made.augmentation.shiftPx);
    take(m_noise, made.augmentation.noise);
    take(m_validation, made.validationShare, 0.01);
    take(m_test, made.testShare, 0.01);
    take(m_splitSeed, made.splitSeed);
    take(m_frozen, made.frozen);
    if (!wrong.message.empty())
        return tl::unexpected(wrong);
    made.name = m_name->text().trimmed().toStdString();
    made.from = m_base->currentData().toString().toStdString();
    made.labelColumn = m_column->text().trimmed().toStdString();
    made.where = m_where->text().trimmed().toStdString();
    made.classFilters.clear();
    for (const QString& line : m_classes->toPlainText().split('\n', Qt::SkipEmptyParts)) {
        const auto colon = line.indexOf(':');
        if (colon <= 0)
            return fail(Error::Code::Malformed, tr("'%1' names no class").arg(line.trimmed()).toStdString(),
                tr("Write a class, a colon and its filter.").toStdString());
        made.classFilters.emplace_back(
            line.left(colon).trimmed().toStdString(), line.mid(colon + 1).trimmed().toStdString());
    }
    made.augmentation.flip = m_flip->isChecked();
    made.augmentation.rotate = m_rotate->isChecked();
    made.balanced = m_weights->currentData().toBool();
    made.mixedPrecision = m_precision->currentData().toBool();
    return session::Recipe::parse(made.serialise()); // what no field checks
}

void RecipeForm::setRecipes(const QStringList& names)
{
    const QSignalBlocker quiet(m_shipped);
    const QString before = m_shipped->currentData().toString();
    m_shipped->clear();
    for (const QString& name : names)
        m_shipped->addItem(name == "fine_tune" ? tr("Fine-tune")
                : name == "scratch"            ? tr("From scratch")
                : name == "default"            ? tr("The model that ships")
                                               : name,
            name);
    setName(before);
}

void RecipeForm::setName(const QString& name)
{
    const QSignalBlocker quiet(m_shipped);
    if (name.isEmpty())
        return;
    if (m_shipped->findData(name) < 0)
        m_shipped->addItem(name, name);
    m_shipped->setCurrentIndex(m_shipped->findData(name));
}

bool RecipeForm::setModels(const Trainings& trainings)
{
    m_trainings = &trainings;
    const QString before = m_base->currentData().toString();
    fillBases();
    if (const int at = m_base->findData(before); at >= 0 && before != m_recipe.from.c_str()) // chosen by hand
        m_base->setCurrentIndex(at);
    showNetwork();
    showParts();
    return m_base->currentData().toString() != before;
}

void RecipeForm::fillBases()
{
    const QSignalBlocker quiet(m_base);
    m_base->clear();
    if (objectOf(m_recipe.model).contains("family"))
        m_base->addItem(tr("None: from scratch"), QString());
    if (m_trainings) {
        if (const QString promoted = m_trainings->defaultModel(); !promoted.isEmpty())
            m_base->addItem(tr("Default: %1").arg(promoted), QStringLiteral("default"));
        for (const auto& model : m_trainings->models().all)
            if (model.hasWeights)
                m_base->addItem(idOf(model), idOf(model));
    }
    const QString from = QString::fromStdString(m_recipe.from);
    if (m_base->findData(from) < 0) // said as it is, and why not when it is tried
        m_base->addItem(from == "default" ? tr("Default: none yet") : from, from);
    m_base->setCurrentIndex(m_base->findData(from));
    if (from == "default" && m_trainings && m_trainings->defaultModel().isEmpty())
        if (const int at = m_base->findData(m_trainings->startModel()); at >= 0)
            m_base->setCurrentIndex(at);
    showNetwork();
    showParts();
}

QString RecipeForm::cardOf(const QString& base) const
{
    if (base.isEmpty())
        return QString::fromStdString(m_recipe.model);
    const auto* model = m_trainings ? m_trainings->model(base) : nullptr;
    return model ? QString::fromStdString(model->card) : QString();
}

void RecipeForm::showNetwork()
{
    QJsonObject card = QJsonDocument::fromJson(cardOf(m_base->currentData().toString()).toUtf8()).object();
    const QJsonObject changes = objectOf(m_recipe.model);
    for (auto change = changes.begin(); change != changes.end(); ++change)
        card[change.key()] = change.value();
    const QJsonObject input = card["input"].toObject();
    m_input->setText(input.isEmpty() ? QStringLiteral("–")
                                     : tr("%1, %2 × %3 px")
                                           .arg(input["kind"].toString())
                                           .arg(input["width"].toInt())
                                           .arg(input["height"].toInt()));
    QStringList classes;
    for (const QJsonValue one : card["classes"].toArray())
        classes << one.toString();
    m_head->setText(classes.isEmpty() ? QStringLiteral("–") : classes.join(", "));
}

void RecipeForm::showParts()
{
    const QJsonObject card = QJsonDocument::fromJson(cardOf(m_base->currentData().toString()).toUtf8()).object();
    const QStringList parts = partsOf(card);
    m_partButtons->setVisible(!parts.isEmpty());
    const int frozen = m_frozen->text().toInt();
    if (parts.size() != m_parts) {
        for (int i = 0; i < m_parts; ++i)
            delete m_partButtons->button(i);
        m_parts = static_cast<int>(parts.size());
        for (int i = 0; i < m_parts; ++i)
            m_partButtons->add(i, parts[i], tr("Whether this part learns; those before it do not unless it does"));
    }
    for (int i = 0; i < m_parts; ++i) {
        m_partButtons->button(i)->setText(parts[i]);
        m_partButtons->setOn(i, i >= frozen);
    }
    if (m_parts > 0)
        m_partButtons->setEnabled(m_parts - 1, frozen < m_parts - 1, tr("Nothing but the head learns"));
    m_partsPanel->setAside(m_parts == 0 ? QString()
            : frozen <= 0               ? tr("all")
                                        : tr("%1 of %2").arg(std::max(0, m_parts - frozen)).arg(m_parts));
}

void RecipeForm::freeze(int part, bool learns)
{
    const int frozen = learns ? part : std::min(part + 1, m_parts - 1); // the head always learns
    m_frozen->setText(QString::number(frozen));
    showParts();
    Q_EMIT edited();
}

void RecipeForm::setLabelColumns(const QStringList& columns) { m_columns->setStringList(columns); }

void RecipeForm::setCounting() { m_labelsPanel->setAside(tr("counting…")); }

void RecipeForm::setLabels(const Result<session::TrainingLabels>& labels)
{
    m_labelsPanel->setAside({});
    const auto say = [this](const QString& words, bool wrong) {
        m_splitWords->setText(words);
        m_splitWords->setProperty("role", wrong ? "wrong" : "small");
        m_splitWords->style()->unpolish(m_splitWords);
        m_splitWords->style()->polish(m_splitWords);
    };
    if (!labels) {
        m_split->set({ 0, 0, 0 });
        return say(QString::fromStdString(labels.error().message + ". " + labels.error().remedy).trimmed(), true);
    }
    std::array<std::size_t, 3> sums{};
    for (const auto& one : labels->counts)
        for (std::size_t part = 0; part < sums.size(); ++part)
            sums[part] += one[part];
    m_split->set(sums);
    m_labelsPanel->setAside(tr("%L1 labels of %L2 objects").arg(labels->candidates).arg(labels->objects));
    QString words = tr("Validation %L1, test %L2. No object is in two parts.").arg(sums[1]).arg(sums[2]);
    if (labels->leftOut > 0)
        words += ' ' + tr("%L1 left out: the model knows nothing of their label.").arg(labels->leftOut);
    say(words, false);
}

} // namespace vetrina::ui
