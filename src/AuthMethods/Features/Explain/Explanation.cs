using AuthMethods.Access;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Explain;

/// <summary>Whether a call would be allowed, and why. Graph has no such thing.</summary>
/// <param name="Operation">The operation: method and route.</param>
/// <param name="IsAllowed">Whether it is allowed.</param>
/// <param name="Reason">Why it is refused, as in <c>x-authmethods-reason</c>; null if it is allowed.</param>
/// <param name="Checks">The checks in their order, up to the one that refuses it.</param>
/// <param name="Delegated">The permissions that would do in a user's token, the least first.</param>
/// <param name="Application">The permissions that would do in an application's token, the least first; none if no application may do it.</param>
/// <param name="Roles">The roles that would do for this target, those with the smallest reach first; none if no role is needed.</param>
[GraphType("callExplanation")]
[Example("""
    {"operation":"POST /users/{user}/authentication/phoneMethods","isAllowed":false,
     "reason":"RoleMissing: the caller holds none of the roles for this: Authentication Administrator, Global Administrator",
     "checks":[{"name":"permission","isPassed":true,"text":"The token has UserAuthMethod-Phone.ReadWrite.All."}],
     "delegated":["UserAuthMethod-Phone.ReadWrite.All"],"application":["UserAuthMethod-Phone.ReadWrite.All"],"roles":["Authentication Administrator"]}
    """)]
public sealed record CallExplanation(
    string Operation, bool IsAllowed, string? Reason, IReadOnlyList<DecisionCheck> Checks, IReadOnlyList<string> Delegated,
    IReadOnlyList<string> Application, IReadOnlyList<string> Roles);

/// <summary>Which role may do an operation to holders of which role, if the permissions are there.</summary>
/// <param name="Operation">The operation: method and route.</param>
/// <param name="Targets">The names of the targets' roles; the first is for users without a role.</param>
/// <param name="Callers">A row for each role that may do it to somebody.</param>
[GraphType("roleGrid")]
[Example("""
    {"operation":"POST /users/{user}/authentication/phoneMethods","targets":["No role","Global Administrator"],
     "callers":[{"role":"Authentication Administrator","targets":["No role"]},{"role":"Global Administrator","targets":["No role","Global Administrator"]}]}
    """)]
public sealed record RoleGrid(string Operation, IReadOnlyList<string> Targets, IReadOnlyList<RoleGridRow> Callers);

/// <param name="Role">The caller's role.</param>
/// <param name="Targets">The roles whose holders it may do it to.</param>
[GraphType("roleGridRow")]
public sealed record RoleGridRow(string Role, IReadOnlyList<string> Targets);
