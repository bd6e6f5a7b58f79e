using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

public sealed class ReportsTests
{
    [Fact]
    public async Task UserRegistrationDetails_AreTypedAndFiltered()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var graph = await tenant.GraphAsync("reports.reader");

        var kim = (await graph.Reports.AuthenticationMethods.UserRegistrationDetails.GetAsync(request =>
        {
            request.QueryParameters.Filter = $"userPrincipalName eq '{tenant.Name("kim")}' and methodsRegistered/any(t:t eq 'mobilePhone')";
        }))!.Value!.Single();

        Assert.True(kim.IsMfaRegistered);
        Assert.False(kim.IsAdmin);
        Assert.Equal(SignInUserType.Member, kim.UserType);
        Assert.Contains("officePhone", kim.MethodsRegistered!);
        Assert.NotEqual(UserDefaultAuthenticationMethod.None, kim.UserPreferredMethodForSecondaryAuthentication);
        Assert.Equal(kim.Id, (await graph.Reports.AuthenticationMethods.UserRegistrationDetails[kim.Id!].GetAsync())!.Id);
    }

    [Fact]
    public async Task UserRegistrationDetails_AreIteratedPageByPage()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var graph = await tenant.GraphAsync("reports.reader");
        var first = (await graph.Reports.AuthenticationMethods.UserRegistrationDetails.GetAsync(request => request.QueryParameters.Top = 5))!;
        var names = new List<string?>();

        await PageIterator<UserRegistrationDetails, UserRegistrationDetailsCollectionResponse>.CreatePageIterator(graph, first, details =>
        {
            names.Add(details.UserPrincipalName);
            return true;
        }).IterateAsync();

        // All users but the disabled one.
        Assert.Equal(22, names.Distinct().Count());
    }

    [Fact]
    public async Task Summaries_AreTyped()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        var graph = await tenant.GraphAsync("reports.reader");

        var features = (await graph.Reports.AuthenticationMethods.UsersRegisteredByFeatureWithIncludedUserTypesWithIncludedUserRoles(
            includedUserTypes: "all", includedUserRoles: "user").GetAsync())!;
        var methods = (await graph.Reports.AuthenticationMethods.UsersRegisteredByMethod.GetAsync())!;

        Assert.Equal(8, features.TotalUserCount);
        Assert.Equal(IncludedUserRoles.User, features.UserRoles);
        Assert.True(features.UserRegistrationFeatureCounts!.Single(c => c.Feature == AuthenticationMethodFeature.MfaCapable).UserCount >= 2);
        Assert.Equal(21, methods.UserRegistrationMethodCounts!.Single(c => c.AuthenticationMethod == "password").UserCount);
    }

    [Fact]
    public async Task DirectoryAudits_AreTypedAndFiltered()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        await (await tenant.GraphAsync("global.admin")).Users[tenant.Name("balas")].Authentication.PhoneMethods.PostAsync(
            new() { PhoneNumber = "+1 2065555510", PhoneType = AuthenticationPhoneType.Mobile });
        var graph = await tenant.GraphAsync("reports.reader");

        var audit = (await graph.AuditLogs.DirectoryAudits.GetAsync(request =>
        {
            request.QueryParameters.Filter =
                $"activityDisplayName eq 'Admin registered security info' and initiatedBy/user/userPrincipalName eq '{tenant.Name("global.admin")}'";
            request.QueryParameters.Orderby = ["activityDateTime desc"];
        }))!.Value!.Single();

        Assert.Equal(OperationResult.Success, audit.Result);
        Assert.Equal("Authentication Methods", audit.LoggedByService);
        Assert.Equal(tenant.Name("balas"), audit.TargetResources!.Single().UserPrincipalName);
        Assert.Equal(audit.Id, (await graph.AuditLogs.DirectoryAudits[audit.Id!].GetAsync())!.Id);
    }
}
