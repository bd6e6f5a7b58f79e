using AuthMethods.Access;

namespace AuthMethods.Tests.Access;

public sealed class PublishedPermissionsTests
{
    [Fact]
    public void APermission_IsFoundByNameInAnyLetterCaseAndById()
    {
        var permission = PublishedPermissions.Find("user.read.ALL");

        Assert.Equal(
            new("User.Read.All", true, new("a154be20-db9c-4678-8ab7-66f6cc099a59"), true, new("df021288-bdef-4463-88db-98f22de89214"), NeedsAdmin: true), permission);
        Assert.Same(permission, PublishedPermissions.FindByDelegatedId(permission!.DelegatedId!.Value));
        Assert.Same(permission, PublishedPermissions.FindByApplicationId(permission.ApplicationId!.Value));
        Assert.Null(PublishedPermissions.FindByApplicationId(permission.DelegatedId.Value));
        Assert.Null(PublishedPermissions.Find("User.Read.None"));
        Assert.False(PublishedPermissions.Find("User.ReadBasic.All")!.NeedsAdmin);
    }

    [Fact]
    public void APermission_OfOneFormOrWithoutAPublishedId_SaysSo()
    {
        Assert.Equal(
            new("Directory.AccessAsUser.All", true, new("0e263e50-5827-48a4-b97c-d940288653c7"), false, null, NeedsAdmin: true),
            PublishedPermissions.Find("Directory.AccessAsUser.All"));
        Assert.Equal(
            new("Group.Create", false, null, true, new("bf7b1a76-6e77-406b-b258-bf5c7720e98f"), NeedsAdmin: false), PublishedPermissions.Find("Group.Create"));
        Assert.Equal(new("AppRegistration.Create", true, null, true, null, NeedsAdmin: true), PublishedPermissions.Find("AppRegistration.Create"));
    }

    [Fact]
    public void EveryPermissionUsedHere_IsPublishedUnderThatName() =>
        Assert.All(GraphPermissions.All, name => Assert.Equal(name, PublishedPermissions.Find(name)?.Name));

    [Fact]
    public void EveryPermission_CanBeGrantedInAtLeastOneForm()
    {
        Assert.True(PublishedPermissions.All.Count > 900);
        Assert.All(PublishedPermissions.All, p => Assert.True(p.IsDelegated || p.IsApplication, p.Name));
    }
}
