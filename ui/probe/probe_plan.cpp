// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe/probe_plan.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "scenario/probe/case_list.h"
#include "scenario/probe/guard.h"
#include "scenario/probe/probe.h"
#include "scenario/probe/probe_report.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QTreeWidget>

#include <map>

namespace framescope::ui {

namespace probe = scenario::probe;

namespace {

constexpr int NameRole = Qt::UserRole;

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
      groups_(new QTreeWidget), load_(style::wrappedLabel()),
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
    column->addWidget(load_);
    column->addWidget(allowed_);
    setFocusProxy(groups_);
    connect(groups_, &QTreeWidget::itemChanged, this, &ProbePlan::tellLoad);
    connect(allowed_, &QCheckBox::toggled, this, &ProbePlan::changed);
    tellLoad();
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
        item->setToolTip(2, style::toolTipMarkup(item->text(2)));
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
    for (int i = 0; i < groups_->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* item = groups_->topLevelItem(i);
        if (item->checkState(0) == Qt::Checked) {
            settings.chosen.push_back(item->data(0, NameRole).toString().toStdString());
        }
    }
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
            text = tr("At most %1 to %2.")
                       .arg(QString::fromStdString(
                                probe::loadText(probe::guarded(*cases, settings).load)),
                            options_.url.adjusted(QUrl::RemoveUserInfo).authority());
        }
    }
    load_->setText(text);
    emit changed();
}

} // namespace framescope::ui
