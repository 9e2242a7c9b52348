// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_actions.h"

#include "base/text/qt_string.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/filter/filter_bar.h"
#include "ui/notes/note_control.h"
#include "ui/overview/overview_strip.h"
#include "ui/page/composer_control.h"
#include "ui/page/connection_control.h"
#include "ui/page/connection_exchange.h"
#include "ui/page/contract_control.h"
#include "ui/page/send_again.h"
#include "ui/page/session_page.h"
#include "ui/page/task_pane.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/timeline/timeline_pane.h"

#include <QAction>

#include <algorithm>
#include <array>

namespace framescope::ui {

using present::TimeFormat;
using timeline::View;

namespace {

/// An action and its function on a page.
struct PageAction
{
    ActionId id;
    void (*run)(SessionPage& page);
};

template <connection::Tool tool>
void copyAs(SessionPage& page)
{
    page.connection().exchange().copyAs(tool);
}

constexpr auto PageActions = [] {
    using enum ActionId;
    using Page = SessionPage;
    return std::array{
        PageAction{Save, [](Page& page) { page.save(); }},
        PageAction{SaveAs, [](Page& page) { page.saveAs(); }},
        PageAction{Export, [](Page& page) { page.exportEvents(); }},
        PageAction{Connect, [](Page& page) { page.start(); }},
        PageAction{Disconnect, [](Page& page) { page.stop(); }},
        PageAction{CloseWithCode, [](Page& page) { page.connection().askForClose(); }},
        PageAction{Drop, [](Page& page) { page.connection().dropConnection(); }},
        PageAction{Options, [](Page& page) { page.connection().askForOptions(); }},
        PageAction{Behaviours, [](Page& page) { page.connection().showBehaviours(); }},
        PageAction{CopyAsCurl, &copyAs<connection::Tool::Curl>},
        PageAction{CopyAsWscat, &copyAs<connection::Tool::Wscat>},
        PageAction{CopyAsWebsocat, &copyAs<connection::Tool::Websocat>},
        PageAction{CopyAsBrowser, &copyAs<connection::Tool::Browser>},
        PageAction{CopyAsPython, &copyAs<connection::Tool::PythonWebsockets>},
        PageAction{CopyAsNode, &copyAs<connection::Tool::NodeWs>},
        PageAction{CopyAsUrl, &copyAs<connection::Tool::Url>},
        PageAction{CopyWithSecrets,
                   [](Page& page) {
                       ConnectionExchange& exchange = page.connection().exchange();
                       exchange.setCopiesSecrets(!exchange.copiesSecrets());
                   }},
        PageAction{GoToAddress, [](Page& page) { page.addressBar().focusAddress(); }},
        PageAction{GoToFilter, [](Page& page) { page.filterBar().focusFilter(); }},
        PageAction{FilterHelp, [](Page& page) { page.filterBar().showHelp(); }},
        PageAction{GoToTimeline, [](Page& page) { page.focusTimeline(); }},
        PageAction{GoToDetails, [](Page& page) { page.focusDetails(); }},
        PageAction{GoToTask, [](Page& page) { page.focusTask(); }},
        PageAction{Compare, [](Page& page) { page.showComparison(); }},
        PageAction{GoToComposer,
                   [](Page& page) { page.composer().setFocus(Qt::ShortcutFocusReason); }},
        PageAction{SentBefore, [](Page& page) { page.composing().openHistory(); }},
        PageAction{GoToOverview,
                   [](Page& page) { page.overview().setFocus(Qt::ShortcutFocusReason); }},
        PageAction{GoToNewest, [](Page& page) { page.timelineView().showNewest(); }},
        PageAction{GoToEnding, [](Page& page) { page.showEnding(); }},
        PageAction{Messages, [](Page& page) { page.filterBar().setView(View::Messages); }},
        PageAction{Frames, [](Page& page) { page.filterBar().setView(View::Frames); }},
        PageAction{Statistics, [](Page& page) { page.toggleStatistics(); }},
        PageAction{FoldHeartbeats, [](Page& page) { page.toggleFolding(); }},
        PageAction{SinceStart,
                   [](Page& page) { page.model().setTimeFormat(TimeFormat::SinceStart); }},
        PageAction{TimeOfDay,
                   [](Page& page) { page.model().setTimeFormat(TimeFormat::TimeOfDay); }},
        PageAction{SincePrevious,
                   [](Page& page) { page.model().setTimeFormat(TimeFormat::SincePrevious); }},
    };
}();

} // namespace

void runOnPage(ActionId id, SessionPage& page)
{
    const auto* found = std::ranges::find(PageActions, id, &PageAction::id);
    if (found != PageActions.end()) {
        found->run(page);
    } else {
        page.timelinePane().run(id);
        page.notes().run(id);
        page.sendAgain().run(id);
        page.contract().run(id);
    }
}

void updatePageActions(const Actions& actions, SessionPage& page)
{
    using enum ActionId;
    using State = session::Session::State;
    const State state = page.document().state();
    const TaskPane* task = page.task();
    const bool file = task || page.document().origin() == Document::Origin::File;
    const bool idle = !page.document().isConnected();
    actions.action(Connect)->setEnabled(task ? task->canStart() : idle && !file);
    actions.action(Connect)->setText(task ? task->startText() : translated("&Connect"));
    actions.action(Options)->setEnabled(!file);
    actions.action(SaveConnection)->setEnabled(!file);
    actions.action(Behaviours)->setEnabled(!file);
    actions.action(SentBefore)->setEnabled(!file);
    actions.action(Probe)->setEnabled(!file || (task && !task->servedUrl().isEmpty()));
    for (const ActionId id : {CopyAsCurl, CopyAsWscat, CopyAsWebsocat, CopyAsBrowser, CopyAsPython,
                              CopyAsNode, CopyAsUrl, CopyWithSecrets}) {
        actions.action(id)->setEnabled(!file);
    }
    actions.action(CopyWithSecrets)->setChecked(page.connection().exchange().copiesSecrets());
    actions.action(Disconnect)
        ->setEnabled(task ? task->canStop()
                          : state == State::Open || state == State::Connecting ||
                                state == State::Waiting);
    actions.action(Disconnect)->setText(task ? task->stopText() : translated("&Disconnect"));
    for (const ActionId id : {ShowTask, GoToTask}) {
        actions.action(id)->setEnabled(task != nullptr);
    }
    actions.action(CloseWithCode)->setEnabled(state == State::Open);
    actions.action(Drop)->setEnabled(!idle && !task);
    const bool recorded = page.document().timeline() != nullptr;
    const bool held = page.contract().contract() != nullptr;
    actions.action(Coverage)->setEnabled(held && recorded);
    actions.action(CloseContract)->setEnabled(held);
    actions.action(InferContract)->setEnabled(page.contract().canInfer());
    actions.action(Export)->setEnabled(recorded);
    actions.action(GoToEnding)->setEnabled(recorded);
    actions.action(MakeScenario)->setEnabled(recorded);
    for (const ActionId id : {Save, SaveAs}) {
        actions.action(id)->setEnabled(recorded || task);
    }
    const bool frames = page.filterBar().view() == View::Frames;
    actions.action(frames ? Frames : Messages)->setChecked(true);
    const TimeFormat format = page.model().timeFormat();
    actions
        .action(format == TimeFormat::TimeOfDay       ? TimeOfDay
                : format == TimeFormat::SincePrevious ? SincePrevious
                                                      : SinceStart)
        ->setChecked(true);
    actions.action(FoldHeartbeats)->setChecked(page.model().isFolding());
}

} // namespace framescope::ui
