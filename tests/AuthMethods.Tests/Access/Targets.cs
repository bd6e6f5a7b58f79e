using AuthMethods.Directory;
using AuthMethods.Features.Applications;
using AuthMethods.Features.DeletedItems;
using AuthMethods.Features.Groups;
using AuthMethods.Features.ServicePrincipals;

namespace AuthMethods.Tests.Access;

/// <summary>The parameters that an action gets only after the caller's permission on them has been checked.</summary>
internal static class Targets
{
    public static readonly Type[] All =
    [
        typeof(TargetUser), typeof(DirectoryScope), typeof(DeletedUser), typeof(TargetGroup), typeof(TargetApplication), typeof(TargetServicePrincipal),
    ];
}
