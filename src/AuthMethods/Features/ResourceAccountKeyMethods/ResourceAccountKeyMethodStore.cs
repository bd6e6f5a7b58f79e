using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.ResourceAccountKeyMethods;

internal sealed class ResourceAccountKeyMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<ResourceAccountKeyMethodRow, ResourceAccountKeyMethod>(db, policies, changes, ResourceAccountKeyMethod.From, "resource account key")
{
    public Task<Outcome<ResourceAccountKeyMethod>> AddAsync(TargetUser user, string displayName, Device? device) =>
        RegisterAsync(user, new() { Id = OpaqueId.New(), DisplayName = displayName, Device = device?.ToJson() });
}
