// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/option_fields.h"

#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"

#include <QHeaderView>
#include <QRegularExpression>
#include <QTableWidget>

namespace framescope::ui {

namespace {

constexpr double MillisecondsOfSecond = 1000;
constexpr int Decimals = 3;

} // namespace

DurationField::DurationField(const char* objectName, std::chrono::milliseconds least,
                             std::chrono::milliseconds most, QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setObjectName(QLatin1String(objectName));
    setDecimals(Decimals);
    setRange(static_cast<double>(least.count()) / MillisecondsOfSecond,
             static_cast<double>(most.count()) / MillisecondsOfSecond);
    setStepType(AdaptiveDecimalStepType);
    setSuffix(tr(" s"));
    setFocusPolicy(Qt::StrongFocus);
}

std::chrono::milliseconds DurationField::duration() const
{
    return std::chrono::milliseconds(qRound64(value() * MillisecondsOfSecond));
}

void DurationField::setDuration(std::chrono::milliseconds duration)
{
    setValue(static_cast<double>(duration.count()) / MillisecondsOfSecond);
}

QString DurationField::textFromValue(double value) const
{
    static const QRegularExpression zeros(QStringLiteral("[.,]?0+$"));
    const QString text = QDoubleSpinBox::textFromValue(value);
    const bool hasFraction = text.contains(QLatin1Char('.')) || text.contains(QLatin1Char(','));
    return hasFraction ? QString(text).remove(zeros) : text;
}

NumberField::NumberField(const char* objectName, int least, int most, QWidget* parent)
    : QSpinBox(parent)
{
    setObjectName(QLatin1String(objectName));
    setRange(least, most);
    setFocusPolicy(Qt::StrongFocus);
}

ChoiceField::ChoiceField(const char* objectName, const QStringList& entries, QWidget* parent)
    : QComboBox(parent)
{
    setObjectName(QLatin1String(objectName));
    addItems(entries);
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(AdjustToContents);
}

QTableWidget* rowTable(const char* objectName, const QStringList& headers)
{
    auto* table = new QTableWidget(0, static_cast<int>(headers.size()));
    table->setObjectName(QLatin1String(objectName));
    table->setHorizontalHeaderLabels(headers);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    style::usePayloadFont(*table);
    constexpr int Rows = 5; // with the headers
    table->setFixedHeight(Rows * table->fontMetrics().height() * 3 / 2);
    return table;
}

QWidget* sideBySide(const std::vector<QWidget*>& fields)
{
    auto* holder = new QWidget;
    auto* row = style::row(holder, {}, 8);
    for (QWidget* field : fields) {
        row->addWidget(field);
    }
    row->addStretch(1);
    holder->setFocusProxy(fields.front());
    return holder;
}

QStringList namesFrom(const QString& typed)
{
    static const QRegularExpression comma(QStringLiteral("\\s*,\\s*"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return typed.trimmed().split(comma, Qt::SkipEmptyParts);
}

} // namespace framescope::ui
