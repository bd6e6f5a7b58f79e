-- A SQLite database as the migration Initial left it: the sample tenant, cut down to three users.
BEGIN TRANSACTION;
CREATE TABLE "Applications" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "SecretHash" TEXT NULL,
    "ApplicationPermissions" TEXT NOT NULL,
    "DelegatedPermissions" TEXT NOT NULL,
    CONSTRAINT "PK_Applications" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO "Applications" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','22223333-CCCC-4444-DDDD-5555EEEE6666','Admin tools',NULL,'','UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All UserAuthMethod-Email.Read UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthMethod-External.Read UserAuthMethod-External.Read.All UserAuthMethod-External.ReadWrite UserAuthMethod-External.ReadWrite.All UserAuthMethod-HardwareOATH.Read UserAuthMethod-HardwareOATH.Read.All UserAuthMethod-HardwareOATH.ReadWrite UserAuthMethod-HardwareOATH.ReadWrite.All UserAuthMethod-MicrosoftAuthApp.Read UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthMethod-Passkey.Read UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All UserAuthMethod-Password.Read UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All UserAuthMethod-Phone.Read UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthMethod-PlatformCred.Read UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthMethod-QR.Read UserAuthMethod-QR.Read.All UserAuthMethod-QR.ReadWrite UserAuthMethod-QR.ReadWrite.All UserAuthMethod-SoftwareOATH.Read UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthMethod-TAP.Read UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthMethod-WindowsHello.Read UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All User.Read User.ReadBasic.All User.Read.All User.ReadWrite User.ReadWrite.All User.RevokeSessions.All User.DeleteRestore.All User.EnableDisableAccount.All User.ManageIdentities.All User-PasswordProfile.ReadWrite.All User-Phone.ReadWrite.All User-Mail.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All Policy.Read.All Policy.ReadWrite.AuthenticationMethod');
CREATE TABLE "AuditRecords" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "ActivityDateTime" TEXT NOT NULL,
    "ActivityDisplayName" TEXT NOT NULL,
    "LoggedByService" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "OperationType" TEXT NOT NULL,
    "Result" TEXT NOT NULL,
    "ResultReason" TEXT NULL,
    "CorrelationId" TEXT NOT NULL,
    "ActorUserId" TEXT NULL,
    "ActorUserPrincipalName" TEXT NULL,
    "ActorAppId" TEXT NULL,
    "ActorIpAddress" TEXT NULL,
    "TargetId" TEXT NULL,
    "TargetName" TEXT NULL,
    CONSTRAINT "PK_AuditRecords" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO "AuditRecords" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','01A20292-6E33-70F0-B062-1E1E5CEDDF4D','2026-11-22 09:24:40.627015','Create company','Core Directory','DirectoryManagement','Add','success',NULL,'424260d3-4418-435c-bc51-ac534ac3d963',NULL,NULL,NULL,NULL,'AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','contoso.com');
CREATE TABLE "AuthenticationMethods" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LastUsedDateTime" TEXT NULL,
    "Version" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneType" INTEGER NULL,
    "SignInNumber" TEXT NULL,
    "WantedNumber" TEXT NULL,
    "IsSmsSignInDisabled" INTEGER NULL,
    "PasswordHash" TEXT NULL,
    CONSTRAINT "PK_AuthenticationMethods" PRIMARY KEY ("TenantId", "UserId", "Id")
);
INSERT INTO "AuthenticationMethods" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','3179e48a-750b-4051-897c-87b9720928f7','2026-01-02 03:04:05.678901',NULL,'6D240CB3-1F1D-4226-B855-4AFC28101A7D','phone','+1 2065555501',0,NULL,NULL,0,NULL);
INSERT INTO "AuthenticationMethods" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','e37fc753-ff3b-4958-9484-eaa9425c82bc','2026-11-22 09:24:41.879286',NULL,'5ACB6EF2-8ACB-4FB3-B4D1-DEA82DBC1C06','phone','+1 4255555502',2,NULL,NULL,0,NULL);
INSERT INTO "AuthenticationMethods" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000001','28c10230-6103-485e-b985-444c60001490','2026-11-22 09:24:41.879286',NULL,'7B3CAC71-0107-46B4-B7DC-3B40D15450C6','password',NULL,NULL,NULL,NULL,NULL,'AQAAAAIAAYagAAAAEADHMTvF8qShjku53XCRcsBAOrxkV+LwRcFna0PeF5U1KNY76BVOmOu53bG7wfBaSA==');
INSERT INTO "AuthenticationMethods" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000021','28c10230-6103-485e-b985-444c60001490','2026-11-22 09:24:41.879286',NULL,'DBF593D7-F136-436A-8766-DB57C6C9E70F','password',NULL,NULL,NULL,NULL,NULL,'AQAAAAIAAYagAAAAEADHMTvF8qShjku53XCRcsBAOrxkV+LwRcFna0PeF5U1KNY76BVOmOu53bG7wfBaSA==');
INSERT INTO "AuthenticationMethods" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','28c10230-6103-485e-b985-444c60001490','2026-11-22 09:24:41.879286',NULL,'E0551D07-B1D1-4686-A714-3F006868F80C','password',NULL,NULL,NULL,NULL,NULL,'AQAAAAIAAYagAAAAEADHMTvF8qShjku53XCRcsBAOrxkV+LwRcFna0PeF5U1KNY76BVOmOu53bG7wfBaSA==');
CREATE TABLE "Domains" (
    "TenantId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "IsDefault" INTEGER NOT NULL,
    CONSTRAINT "PK_Domains" PRIMARY KEY ("TenantId", "Name")
);
INSERT INTO "Domains" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','contoso.com',1);
INSERT INTO "Domains" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','contoso.onmicrosoft.com',0);
CREATE TABLE "GroupMembers" (
    "TenantId" TEXT NOT NULL,
    "GroupId" TEXT NOT NULL,
    "MemberId" TEXT NOT NULL,
    "IsOwner" INTEGER NOT NULL,
    CONSTRAINT "PK_GroupMembers" PRIMARY KEY ("TenantId", "GroupId", "MemberId", "IsOwner")
);
CREATE TABLE "Groups" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "IsAssignableToRole" INTEGER NOT NULL,
    CONSTRAINT "PK_Groups" PRIMARY KEY ("TenantId", "Id")
);
CREATE TABLE "MethodConfigurations" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "IsEnabled" INTEGER NOT NULL,
    "IncludeTargets" TEXT NOT NULL,
    "ExcludeTargets" TEXT NOT NULL,
    CONSTRAINT "PK_MethodConfigurations" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO "MethodConfigurations" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','Sms',1,'[{"targetType":"group","id":"all_users","isRegistrationRequired":false,"isUsableForSignIn":false}]','[]');
CREATE TABLE "Operations" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LastActionDateTime" TEXT NOT NULL,
    "Status" INTEGER NOT NULL,
    "StatusDetail" TEXT NULL,
    "ResourceLocation" TEXT NOT NULL,
    CONSTRAINT "PK_Operations" PRIMARY KEY ("TenantId", "UserId", "Id")
);
CREATE TABLE "RoleAssignments" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "RoleTemplateId" TEXT NOT NULL,
    "PrincipalId" TEXT NOT NULL,
    "DirectoryScopeId" TEXT NOT NULL,
    CONSTRAINT "PK_RoleAssignments" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO "RoleAssignments" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','F0162D92-08C2-4BCB-A0ED-522C992A8BB5','62E90394-69F5-4237-9190-012177145E10','00000000-0000-4000-8000-000000000001','/');
CREATE TABLE "Tenants" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Tenants" PRIMARY KEY,
    "DisplayName" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LicenseProfile" TEXT NOT NULL,
    "PolicyStamp" TEXT NOT NULL
);
INSERT INTO "Tenants" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','Contoso','2026-11-22 09:24:41.879286','premium','65821B9D-B0A8-4E5D-A52C-1AD1F615B0D6');
CREATE TABLE "Users" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "UserPrincipalName" TEXT NOT NULL,
    "UserPrincipalNameKey" TEXT NOT NULL,
    "AccountEnabled" INTEGER NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "DeletedDateTime" TEXT NULL,
    "Roles" INTEGER NOT NULL,
    "SignInSessionsValidFromDateTime" TEXT NOT NULL,
    "LastPasswordChangeDateTime" TEXT NULL,
    "ForceChangePasswordNextSignIn" INTEGER NOT NULL,
    "ForceChangePasswordNextSignInWithMfa" INTEGER NOT NULL,
    "PasswordPolicies" TEXT NULL,
    "PreferredSecondFactor" INTEGER NULL,
    "IsSystemPreferredAuthenticationMethodEnabled" INTEGER NOT NULL,
    "PerUserMfaState" INTEGER NOT NULL,
    "AgeGroup" TEXT NULL,
    "BusinessPhones" TEXT NOT NULL,
    "City" TEXT NULL,
    "CompanyName" TEXT NULL,
    "ConsentProvidedForMinor" TEXT NULL,
    "Country" TEXT NULL,
    "CreationType" TEXT NULL,
    "Department" TEXT NULL,
    "DisplayName" TEXT NULL,
    "EmployeeId" TEXT NULL,
    "EmployeeType" TEXT NULL,
    "ExternalUserState" TEXT NULL,
    "ExternalUserStateChangeDateTime" TEXT NULL,
    "FaxNumber" TEXT NULL,
    "GivenName" TEXT NULL,
    "ImAddresses" TEXT NOT NULL,
    "JobTitle" TEXT NULL,
    "Mail" TEXT NULL,
    "MailNickname" TEXT NULL,
    "MobilePhone" TEXT NULL,
    "OfficeLocation" TEXT NULL,
    "OnPremisesDomainName" TEXT NULL,
    "OnPremisesImmutableId" TEXT NULL,
    "OnPremisesSamAccountName" TEXT NULL,
    "OnPremisesSyncEnabled" INTEGER NULL,
    "OnPremisesUserPrincipalName" TEXT NULL,
    "OtherMails" TEXT NOT NULL,
    "PostalCode" TEXT NULL,
    "PreferredDataLocation" TEXT NULL,
    "PreferredLanguage" TEXT NULL,
    "ProxyAddresses" TEXT NOT NULL,
    "ShowInAddressList" INTEGER NULL,
    "State" TEXT NULL,
    "StreetAddress" TEXT NULL,
    "Surname" TEXT NULL,
    "UsageLocation" TEXT NULL,
    "UserType" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "PK_Users" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO "Users" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000001','global.admin@contoso.com','global.admin@contoso.com',1,'2026-11-22 09:24:41.879286',NULL,1,'2026-11-22 09:24:41','2026-11-22 09:24:41.879286',0,0,NULL,NULL,0,0,NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,'Global Admin',NULL,NULL,NULL,NULL,NULL,'Global','[]',NULL,NULL,'global.admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,NULL,'[]',NULL,NULL,NULL,'Admin',NULL,'Member','2A12D9EC-5A97-4D3D-900D-6B88CBF9E312');
INSERT INTO "Users" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000021','balas@contoso.com','balas@contoso.com',1,'2026-11-22 09:24:41.879286',NULL,0,'2026-11-22 09:24:41','2026-11-22 09:24:41.879286',0,0,NULL,NULL,0,0,NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,'Balas Jansen',NULL,NULL,NULL,NULL,NULL,'Balas','[]',NULL,NULL,'balas',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,NULL,'[]',NULL,NULL,NULL,'Jansen',NULL,'Member','81606685-CAD4-423E-9A8E-1D63E7128909');
INSERT INTO "Users" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','kim@contoso.com','kim@contoso.com',1,'2026-11-22 09:24:41.879286',NULL,0,'2026-11-22 09:24:41','2026-11-22 09:24:41.879286',0,0,NULL,NULL,0,0,NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,'Kim Akers',NULL,NULL,NULL,NULL,NULL,'Kim','[]',NULL,NULL,'kim',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL,NULL,'[]',NULL,NULL,NULL,'Akers',NULL,'Member','10702083-8D9E-4FCE-AF63-37CEFC414F66');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261122083615_Initial','10.0.14');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE UNIQUE INDEX "IX_AuthenticationMethods_TenantId_SignInNumber" ON "AuthenticationMethods" ("TenantId", "SignInNumber");
CREATE INDEX "IX_AuthenticationMethods_TenantId_WantedNumber" ON "AuthenticationMethods" ("TenantId", "WantedNumber");
CREATE UNIQUE INDEX "IX_Domains_Name" ON "Domains" ("Name");
CREATE INDEX "IX_GroupMembers_TenantId_MemberId" ON "GroupMembers" ("TenantId", "MemberId");
CREATE UNIQUE INDEX "IX_RoleAssignments_TenantId_PrincipalId_RoleTemplateId_DirectoryScopeId" ON "RoleAssignments" ("TenantId", "PrincipalId", "RoleTemplateId", "DirectoryScopeId");
CREATE UNIQUE INDEX "IX_Users_TenantId_UserPrincipalNameKey" ON "Users" ("TenantId", "UserPrincipalNameKey");
COMMIT;
