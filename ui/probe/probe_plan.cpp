// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe/probe_plan.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "scenario/probe/case_list.h"
#include "scenario/probe/guard.h"
#include "scenario/probe/probe.h"
#include "scenario/probe/probe_report.h"
#include "ui/connect/options/option_fields.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <map>

namespace framescope::ui {

namespace probe = scenario::probe;

namespace {

constexpr int NameRole = Qt::UserRole;
constexpr int MostConnections = 100'000;
constexpr int MostMegabytes = 16 * 1024;
constexpr int HighestRate = 10'000;
constexpr std::uint64_t Megabyte = std::uint64_t{1024} * 1024;
const QString LeftOutKey = QStringLiteral("leftOut"); // new groups are tried
const QString ConnectionsKey = QStringLiteral("connections");
const QString MegabytesKey = QStringLiteral("megabytes");
const QString RateKey = QStringLiteral("rate");

/// How many cases each group has.
std::map<std::string, int> sizesOf(const probe::Settings& settings)
{
    std::map<std::string, int> sizes;
    for (const probe::Case& one : probe::allCases(settings)) {
        ++sizes[one.group()];
    }
    return sizes;
}

} // namespace

ProbePlan::ProbePlan(const connection::ConnectionOptions& options, QWidget* parent)
    : QWidget(parent), options_(options), isLocal_(probe::isLocal(options.url)),
      groups_(new QTreeWidget),
      connections_(new NumberField("probeConnections", 1, MostConnections)),
      megabytes_(new NumberField("probeMegabytes", 1, MostMegabytes)),
      rate_(new NumberField("probeRate", 1, HighestRate)), load_(style::wrappedLabel()),
      allowed_(new QCheckBox(tr("I &may probe %1").arg(style::withoutMnemonic(options.url.host()))))
{
    groups_->setObjectName(QStringLiteral("probeGroups"));
    groups_->setAccessibleName(tr("Groups of cases"));
    groups_->setHeaderLabels({tr("Group"), tr("Cases"), tr("What it tries")});
    groups_->setRootIsDecorated(false);
    groups_->setUniformRowHeights(true);
    load_->setObjectName(QStringLiteral("probeLoad"));
    allowed_->setObjectName(QStringLiteral("probeAllowed"));
    allowed_->setToolTip(tr("Probing other people's servers is an attack"));
    allowed_->setVisible(!isLocal_);
    fill();

    auto* column = style::column(this, {}, 8);
    column->addWidget(style::wrappedLabel(
        tr("Malformed and unusual input, each case on a connection of its own, with the options "
           "of the tab.")));
    column->addWidget(groups_, 1);
    column->addWidget(guardRow());
    column->addWidget(load_);
    column->addWidget(allowed_);
    setFocusProxy(groups_);
    connect(groups_, &QTreeWidget::itemChanged, this, &ProbePlan::tellLoad);
    connect(allowed_, &QCheckBox::toggled, this, &ProbePlan::changed);
    tellLoad();
}

QWidget* ProbePlan::guardRow()
{
    const probe::Settings usual;
    connections_->setValue(static_cast<int>(usual.maxConnections));
    connections_->setSuffix(tr(" connections"));
    connections_->setAccessibleName(tr("Most connections"));
    megabytes_->setValue(static_cast<int>(usual.maxBytes / Megabyte));
    megabytes_->setSuffix(tr(" MiB"));
    megabytes_->setAccessibleName(tr("Most that is sent"));
    rate_->setValue(static_cast<int>(usual.rate));
    rate_->setSuffix(tr(" a second"));
    rate_->setAccessibleName(tr("Most connections a second"));
    auto* holder = new QWidget;
    holder->setToolTip(tr("The load guard: what does not fit is not tried"));
    auto* row = style::row(holder, {}, style::UsualSpacing);
    row->addWidget(style::plainLabel(tr("No more than")));
    for (NumberField* field : {connections_, megabytes_, rate_}) {
        row->addWidget(field);
        connect(field, &QSpinBox::valueChanged, this, &ProbePlan::tellLoad);
    }
    row->addStretch(1);
    return holder;
}

QList<QTreeWidgetItem*> ProbePlan::items() const
{
    QList<QTreeWidgetItem*> items;
    for (int i = 0; i < groups_->topLevelItemCount(); ++i) {
        items += groups_->topLevelItem(i);
    }
    return items;
}

QVariantMap ProbePlan::choices() const
{
    QStringList leftOut;
    for (const QTreeWidgetItem* item : items()) {
        if (item->checkState(0) != Qt::Checked) {
            leftOut += item->text(0);
        }
    }
    return {{LeftOutKey, leftOut},
            {ConnectionsKey, connections_->value()},
            {MegabytesKey, megabytes_->value()},
            {RateKey, rate_->value()}};
}

void ProbePlan::setChoices(const QVariantMap& choices)
{
    const QStringList leftOut = choices.value(LeftOutKey).toStringList();
    for (QTreeWidgetItem* item : items()) {
        item->setCheckState(0, leftOut.contains(item->text(0)) ? Qt::Unchecked : Qt::Checked);
    }
    const auto set = [&choices](NumberField* field, const QString& key) {
        field->setValue(choices.value(key, field->value()).toInt());
    };
    set(connections_, ConnectionsKey);
    set(megabytes_, MegabytesKey);
    set(rate_, RateKey);
}

void ProbePlan::fill()
{
    probe::Settings all;
    all.options = options_;
    auto sizes = sizesOf(all);
    for (const std::string& name : probe::groupNames()) {
        auto* item = new QTreeWidgetItem(groups_);
        item->setText(0, toQString(name));
        item->setText(1, present::formatCount(static_cast<std::uint64_t>(sizes[name])));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setText(2, QString::fromStdString(probe::groupTitle(name)));
        item->setToolTip(2, item->text(2));
        item->setData(0, NameRole, toQString(name));
        item->setCheckState(0, Qt::Checked);
    }
    for (int column = 0; column < 2; ++column) {
        groups_->resizeColumnToContents(column);
    }
    groups_->setCurrentItem(groups_->topLevelItem(0));
}

probe::Settings ProbePlan::settings() const
{
    probe::Settings settings;
    settings.options = options_;
    for (const QTreeWidgetItem* item : items()) {
        if (item->checkState(0) == Qt::Checked) {
            settings.chosen.push_back(item->data(0, NameRole).toString().toStdString());
        }
    }
    settings.maxConnections = static_cast<std::uint32_t>(connections_->value());
    settings.maxBytes = static_cast<std::uint64_t>(megabytes_->value()) * Megabyte;
    settings.rate = rate_->value();
    return settings;
}

bool ProbePlan::isReady() const
{
    return isAnyChosen_ && (isLocal_ || allowed_->isChecked());
}

void ProbePlan::tellLoad()
{
    const probe::Settings settings = this->settings();
    isAnyChosen_ = !settings.chosen.empty();
    QString text = tr("Choose the groups to be tried.");
    if (isAnyChosen_) {
        if (const auto cases = probe::chosenCases(settings)) {
            const probe::GuardedList list = probe::guarded(*cases, settings);
            const auto kept = std::ranges::count_if(
                list.reasons, [](const std::string& reason) { return !reason.empty(); });
            text = tr("At most %1 to %2.")
                       .arg(QString::fromStdString(probe::loadText(list.load)),
                            options_.url.adjusted(QUrl::RemoveUserInfo).authority());
            if (kept > 0) {
                text += tr(" The load guard leaves out %1.")
                            .arg(present::formatCounted(static_cast<std::uint64_t>(kept), "case"));
            }
        }
    }
    load_->setText(text);
    emit changed();
}

} // namespace framescope::ui
