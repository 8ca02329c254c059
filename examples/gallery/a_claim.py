# %% [markdown]
# # Can a Soyuz take a cosmonaut from Vostochny to the Chinese station?
#
# The first study that ships with the program, and what would change its answer.

# %%
import visviva

answer = visviva.assess("soyuz-tiangong", samples=1000, alternatives=False)
print(answer.verdict, "-", answer.sentence)

# %% [markdown]
# Every finding has a value, an interval and a limit.

# %%
for finding in answer.findings:
    print(f"{finding.verdict:9s} {finding.question}")

# %% [markdown]
# The same ship to the other station: one setting is changed, all else stays.

# %%
other = visviva.assess(
    "soyuz-tiangong", settings=("target.station=iss",), samples=1000, alternatives=False
)
print(other.verdict, "-", other.sentence)
assert answer.verdict == "no"
assert other.verdict != "no"
