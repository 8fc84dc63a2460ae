#pragma once
#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>
#include <graphviz/gvplugin_textlayout.h>
#include <graphviz/xdot.h>
#include <signal.h>
#include <sys/prctl.h>

/// Whether a text is set in bold type.
static inline int gradwalk_is_bold(const textspan_t *span) {
  return span->font && (span->font->flags & HTML_BF) != 0;
}

/// Asks to be killed when the parent dies. `prctl` is variadic, which Swift cannot call.
static inline int gradwalk_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }

/// `Dl_info` and `dladdr`, which glibc hides from modules as extensions.
struct gradwalk_place {
  const char *file;
  void *base;
  const char *symbol;
  void *address;
};
extern int gradwalk_dladdr(const void *address, struct gradwalk_place *place) __asm__("dladdr");

/// One operation of a drawing. Swift would not see how far apart they are.
static inline const xdot_op *gradwalk_operation(const xdot *drawing, int place) {
  return (const xdot_op *)((const char *)drawing->ops + (size_t)place * drawing->sz);
}

/// Where a node of a laid out graph is drawn, in points.
static inline pointf gradwalk_place_of(Agnode_t *node) { return ND_coord(node); }

/// The box of a laid out graph, in points.
static inline boxf gradwalk_box_of(Agraph_t *graph) { return GD_bb(graph); }

/// `memmem`, which glibc hides from modules as an extension: where bytes first occur in others.
extern void *gradwalk_memmem(const void *bytes, size_t count, const void *wanted, size_t length) __asm__("memmem");
