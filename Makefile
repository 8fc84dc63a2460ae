# `make help` lists what there is to make.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

release = .build/release/gradwalk
# The program carries the Swift runtime, so it runs where no toolchain is.
release_flags = -c release --static-swift-stdlib --product gradwalk
samples = samples/micrograd

bin = $(DESTDIR)$(PREFIX)/bin
share = $(DESTDIR)$(PREFIX)/share
man = $(share)/man/man1/gradwalk.1
bash = $(share)/bash-completion/completions/gradwalk
zsh = $(share)/zsh/site-functions/_gradwalk
fish = $(share)/fish/vendor_completions.d/gradwalk.fish

.PHONY: help setup setup-test build demo test lint sanitize oracle bench docs install uninstall clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: ## install the C libraries that Gradwalk is built from (Debian, Ubuntu)
	@Tools/setup.sh build

setup-test:
	@Tools/setup.sh test

build: setup ## the program, optimised: .build/release/gradwalk
	$(SWIFT) build $(release_flags)

demo: build ## two graphs of micrograd's lecture, drawn into demo/
	mkdir -p demo
	cd demo && ../$(release) ../$(samples)/expression.gw
	cd demo && ../$(release) ../$(samples)/neuron.gw
	@echo "drawn:" && ls demo/*.svg

lint: ## formatting, as .swift-format says
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks samples

# The release build is tested through the program alone: what differs from the debug build is
# the optimiser and the runtime inside the binary.
test: setup-test lint ## everything that has to hold before a change goes in
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	$(SWIFT) build $(release_flags)
	Tools/check-release.sh $(release)
	Tools/check-compilation.py $(release)
	Tools/newcomer.sh

sanitize: ## the tests of the engine, watched for memory and threads that are used wrongly
	@Tools/sanitize.sh

oracle: build ## compute recorded values anew with mpmath, SymPy, micrograd; run exports with PyTorch, JAX
	Tools/oracle.sh

bench: build ## measure beside a yardstick and other libraries; write docs/performance.md
	@Tools/setup.sh bench
	@QUICK="$(QUICK)" PAIRS="$(PAIRS)" ONLY="$(ONLY)" python3 Benchmarks/bench.py $(release)

docs: build ## write the generated pages and the pictures of docs/ anew
	Tools/docs.sh $(release)

$(release):
	$(MAKE) build

# Builds only what is missing, so that `sudo make install` needs no toolchain after `make build`.
install: $(release) ## PREFIX=/usr/local DESTDIR=: program, lessons, manual page, completions
	install -d $(bin) $(dir $(man)) $(dir $(bash)) $(dir $(zsh)) $(dir $(fish))
	install -m 755 $(release) $(bin)/gradwalk
	find samples -type f \( -name '*.md' -o -name '*.gw' -o -name '*.csv' \) \
	  -exec install -D -m 644 {} $(share)/gradwalk/{} \;
	$(release) --generate man > $(man)
	$(release) --generate bash > $(bash)
	$(release) --generate zsh > $(zsh)
	$(release) --generate fish > $(fish)

uninstall: ## remove what install put there
	rm -rf $(share)/gradwalk
	rm -f $(bin)/gradwalk $(man) $(bash) $(zsh) $(fish)

clean: ## remove what was built
	rm -rf .build demo
