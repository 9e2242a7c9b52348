// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/opener.h"

#include "ui/page/session_page.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/page_tabs.h"
#include "ui/window/scenario_control.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

bool isAddress(const QString& text)
{
    return text.contains(QLatin1String("://")) && !text.startsWith(QLatin1String("file:"));
}

} // namespace

Opener::Opener(PageTabs& tabs, NotificationBar& bar, PageForNew pageForNew, QObject* parent)
    : QObject(parent), tabs_(tabs), bar_(bar), pageForNew_(std::move(pageForNew))
{
}

void Opener::open(const QStringList& urlsOrFiles)
{
    if (urlsOrFiles.isEmpty()) {
        return;
    }
    failures_.clear();
    bar_.dismiss();
    for (const QString& wanted : urlsOrFiles) {
        if (isAddress(wanted)) {
            pageForNew_()->connectTo(wanted);
        } else {
            openFile(wanted);
        }
    }
}

void Opener::openFile(const QString& file)
{
    if (scenario_ && ScenarioControl::isScenario(file)) {
        scenario_(file);
        return;
    }
    const QList<SessionPage*> pages = tabs_.pages();
    const auto found = std::ranges::find_if(
        pages, [&file](SessionPage* page) { return page->document().holds(file); });
    if (found != pages.end()) {
        tabs_.setCurrentWidget(*found);
    } else {
        pageForNew_()->openFile(QFileInfo(file).absoluteFilePath());
    }
}

void Opener::ask(const Settings& settings, QWidget* window)
{
    const QStringList recent = settings.recent(Recent::Files);
    const QString chosen = settings.preferences().saveFolder;
    auto* dialog = new QFileDialog(
        window, tr("Open a recording or scenario"),
        !recent.isEmpty()   ? QFileInfo(recent.first()).absolutePath()
        : !chosen.isEmpty() ? chosen
                            : QDir::homePath(),
        tr("Recordings and scenarios (*.pcapng *.pcap *.cap *.yaml *.yml);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &Opener::open);
    style::openOnce(dialog);
}

void Opener::tellFailure(const Notification& why)
{
    failures_.push_back(why);
    if (failures_.size() == 1) {
        bar_.show(why);
        return;
    }
    Notification all{
        Notification::Kind::Error, tr("%1 files can't be opened").arg(failures_.size()), {}, {}};
    for (const Notification& one : failures_) {
        all.details += one.title + QStringLiteral(": ") + one.details.join(QLatin1Char(' '));
    }
    bar_.show(all);
}

} // namespace framescope::ui
